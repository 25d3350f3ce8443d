using System.Collections.Immutable;
using System.Text.Json;

namespace Headwater.Laws;

/// <summary>
/// A formula in one scale variable as nested lists, for a program that computes it: a number, <c>"x"</c> for the variable, <c>["c", index]</c> for a
/// coordinate, <c>["sum", constant, weight, term, …]</c>, <c>["product", base, exponent, …]</c>, or a function's name with its arguments.
/// </summary>
internal static class FormulaJson
{
    /// <summary>Whether every part of the formula has such a form: a root, which has to be searched for, has none.</summary>
    public static bool CanWrite(Formula formula) => formula is not Root && formula.Parts.All(CanWrite);

    public static void Write(Utf8JsonWriter json, Formula formula, ImmutableArray<string> coordinates)
    {
        switch (formula)
        {
            case Number number:
                json.WriteNumberValue(number.Value);
                return;
            case Symbol symbol when coordinates.IndexOf(symbol.Name) is >= 0 and var index:
                json.WriteStartArray();
                json.WriteStringValue("c");
                json.WriteNumberValue(index);
                json.WriteEndArray();
                return;
            case Symbol:
                json.WriteStringValue("x");
                return;
        }

        json.WriteStartArray();
        WriteParts(json, formula, coordinates);
        json.WriteEndArray();
    }

    private static void WriteParts(Utf8JsonWriter json, Formula formula, ImmutableArray<string> coordinates)
    {
        switch (formula)
        {
            case Sum sum:
                json.WriteStringValue("sum");
                json.WriteNumberValue(sum.Constant);
                foreach (Weighted term in sum.Terms)
                {
                    json.WriteNumberValue(term.Weight);
                    Write(json, term.Term, coordinates);
                }

                break;
            case Product product:
                json.WriteStringValue("product");
                foreach (Factor factor in product.Factors)
                {
                    Write(json, factor.Base, coordinates);
                    Write(json, factor.Exponent, coordinates);
                }

                break;
            case Call call:
                json.WriteStringValue(JsonNamingPolicy.SnakeCaseLower.ConvertName(call.Function.ToString()));
                foreach (Formula argument in call.Arguments)
                {
                    Write(json, argument, coordinates);
                }

                break;
            default:
                throw new NotSupportedException($"{formula} has no form as a list.");
        }
    }
}
