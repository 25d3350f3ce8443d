using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Headwater.Cli.Tests;

/// <summary>The public types of a library as a page, from the assembly and its documentation file.</summary>
internal static partial class ApiPage
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Text(Assembly assembly, string introduction)
    {
        string name = assembly.GetName().Name!;
        Dictionary<string, XElement> documents = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"# {name}\n\n<!-- Written by the tests from the assembly and its documentation (HEADWATER_GOLDEN=write); do not edit. -->\n\n{introduction}\n");
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Name(type)}\n\n{Kind(type)}. {Summary(documents, "T:" + Id(type))}\n");
            (string Signature, string Summary)[] members = [.. Members(type).Select(member => (Signature(member), Summary(documents, Id(member)))).Where(member => member.Item2.Length > 0 || type.IsEnum).OrderBy(member => member.Item1, StringComparer.Ordinal)];
            if (members.Length > 0)
            {
                page.Append("\n| member | what it is |\n|---|---|\n");
                foreach ((string signature, string summary) in members)
                {
                    page.Append(CultureInfo.InvariantCulture, $"| `{signature.Replace("|", "\\|", StringComparison.Ordinal)}` | {summary} |\n");
                }
            }
        }

        return page.ToString();
    }

    private static IEnumerable<MemberInfo> Members(Type type) => type.GetMembers(Own).Where(member => member switch
    {
        _ when member.GetCustomAttribute<CompilerGeneratedAttribute>() is not null => false,
        MethodInfo method => !method.IsSpecialName && method.GetBaseDefinition() == method,
        FieldInfo field => !field.IsSpecialName,
        PropertyInfo => true,
        _ => false,
    });

    private static string Kind(Type type) => type.IsEnum ? "An enumeration" : type.IsValueType ? "A structure" : type.IsInterface ? "An interface" : type.IsAbstract && type.IsSealed ? "A static class"
        : type.GetMethod("<Clone>$") is not null ? "A record" : "A class";

    private static string Signature(MemberInfo member) => member switch
    {
        PropertyInfo property => $"{(property.GetMethod?.IsStatic == true ? "static " : "")}{Name(property.PropertyType)} {property.Name}",
        FieldInfo { DeclaringType.IsEnum: true } value => value.Name,
        FieldInfo field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}",
        MethodInfo method => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}({string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"))})",
        _ => member.Name,
    };

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        string plain = type.FullName switch
        {
            "System.Double" => "double",
            "System.Int32" => "int",
            "System.Int64" => "long",
            "System.String" => "string",
            "System.Boolean" => "bool",
            "System.Void" => "void",
            "System.Object" => "object",
            "System.UInt64" => "ulong",
            _ => type.Name.Split('`')[0],
        };
        string outer = type.IsNested && !type.IsGenericParameter ? Name(type.DeclaringType!) + "." : "";
        return type.IsGenericType ? $"{outer}{plain}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : outer + plain;
    }

    // The name of a member in the documentation file.
    private static string Id(MemberInfo member) => member switch
    {
        PropertyInfo property => $"P:{Id(property.DeclaringType!)}.{property.Name}{Parameters(property.GetIndexParameters())}",
        FieldInfo field => $"F:{Id(field.DeclaringType!)}.{field.Name}",
        MethodInfo method => $"M:{Id(method.DeclaringType!)}.{method.Name}{(method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "")}{Parameters(method.GetParameters())}",
        _ => "",
    };

    private static string Parameters(ParameterInfo[] parameters) => parameters.Length == 0 ? "" : $"({string.Join(",", parameters.Select(parameter => IdOf(parameter.ParameterType)))})";

    private static string Id(Type type) => (type.FullName ?? type.Name).Replace('+', '.');

    private static string IdOf(Type type) => type switch
    {
        { IsGenericMethodParameter: true } => $"``{type.GenericParameterPosition}",
        { IsGenericParameter: true } => $"`{type.GenericParameterPosition}",
        { IsByRef: true } => IdOf(type.GetElementType()!) + "@",
        { IsArray: true } => IdOf(type.GetElementType()!) + "[]",
        { IsGenericType: true } => $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0].Replace('+', '.')}{{{string.Join(",", type.GetGenericArguments().Select(IdOf))}}}",
        _ => Id(type),
    };

    private static string Summary(Dictionary<string, XElement> documents, string id) => documents.TryGetValue(id, out XElement? member) && member.Element("summary") is { } summary
        ? Space().Replace(string.Concat(summary.Nodes().Select(Plain)), " ").Trim() : "";

    private static string Plain(XNode node) => node switch
    {
        XText text => Escaped(text.Value),
        XElement { Name.LocalName: "see" or "seealso" } see => $"`{(see.Attribute("langword") ?? see.Attribute("cref"))?.Value.Split('(')[0].Split('.')[^1].Split(':')[^1]}`",
        XElement { Name.LocalName: "paramref" } reference => $"`{reference.Attribute("name")!.Value}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value.Replace("|", "\\|", StringComparison.Ordinal)}`",
        XElement element => string.Concat(element.Nodes().Select(Plain)),
        _ => "",
    };

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
