using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Headwater.Reports;

/// <summary>What somebody who must decide still asks.</summary>
internal static class QuestionsSection
{
    public static ReportSection? Of(ReportContents contents)
    {
        ImmutableArray<Question> questions = Questions.Of(contents.Input, contents.Decision);
        if (questions.IsEmpty) return null;
        var html = new StringBuilder("<dl class=\"questions\">\n");
        foreach (Question question in questions) html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Markup.Text(question.Ask)}</dt><dd>{Markup.ProseWithCode(question.Answer)}</dd></div>\n");
        return new ReportSection("questions", "Before you decide", "Questions", html.Append("</dl>\n").ToString());
    }
}
