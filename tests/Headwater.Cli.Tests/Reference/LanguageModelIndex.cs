using System.Globalization;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace Headwater.Cli.Tests;

/// <summary>llms.txt: the pages of the documentation with a line on each, for programs that read it, from the table of contents.</summary>
internal static class LanguageModelIndex
{
    public static string Text()
    {
        YamlStream toc = [];
        toc.Load(new StringReader(File.ReadAllText(Repository.PathOf("docs", "toc.yml"))));
        StringBuilder index = new();
        index.Append("# Headwater\n\n> Tells how much a pretrained model will help on a task, and which data to pretrain on, before the pretraining is paid for: runs small studies, fits scaling laws, forecasts with intervals, and decides. A command and C# libraries.\n");
        foreach (YamlMappingNode section in ((YamlSequenceNode)toc.Documents[0].RootNode).Children.Cast<YamlMappingNode>())
        {
            index.Append(CultureInfo.InvariantCulture, $"\n## {section.Children["name"]}\n\n");
            foreach ((string name, string href) in Pages(section))
            {
                index.Append(CultureInfo.InvariantCulture, $"- [{name}](docs/{href}): {FirstSentence(Repository.PathOf("docs", href))}\n");
            }
        }

        return index.ToString();
    }

    /// <summary>The pages below a part of the table of contents, in its order.</summary>
    public static IEnumerable<(string Name, string Href)> Pages(YamlMappingNode part) => part.Children.TryGetValue("items", out YamlNode? items)
        ? ((YamlSequenceNode)items).Children.Cast<YamlMappingNode>().SelectMany(Pages)
        : [(part.Children["name"].ToString(), part.Children["href"].ToString())];

    private static string FirstSentence(string file)
    {
        string paragraph = File.ReadAllText(file).Split("\n\n").Select(part => part.Trim()).FirstOrDefault(part => part.Length > 0 && part[0] is not ('#' or '<' or '|' or '`' or '!' or '-')) ?? "";
        string text = paragraph.Replace("\n", " ", StringComparison.Ordinal);
        int end = text.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? text : text[..(end + 1)]).TrimEnd(':');
    }
}
