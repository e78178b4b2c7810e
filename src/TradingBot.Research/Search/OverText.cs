using System.Text;
using TradingBot.Core;

namespace TradingBot.Research.Search;

/// <summary>
/// <c>--over</c>: <c>fast=5..30:5,slow=20..100:10,kind=sma,ema</c>. A comma begins the next dimension where a name and
/// <c>=</c> follow, else the next value of the list: so nothing in it means anything to a shell, as <c>|</c> would. A
/// value with a comma or <c>=</c> in it stands in single quotes: <c>of='momentum+macd-cross:fast=8,slow=21'</c>.
/// </summary>
internal static class OverText
{
    /// <summary>The dimensions, in the order given.</summary>
    /// <param name="over">What <c>--over</c> was given, any number of times.</param>
    /// <param name="known">What can be searched.</param>
    /// <exception cref="SearchInputException">Not understood or not allowed.</exception>
    public static IReadOnlyList<Dimension> Parse(IEnumerable<string> over, IReadOnlyList<Searchable> known)
    {
        var dimensions = new List<Dimension>();
        foreach (var (name, values) in over.SelectMany(Split))
        {
            var searchable = known.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw Unknown(name, known);
            if (dimensions.Exists(dimension => dimension.Searchable == searchable))
                throw new SearchInputException($"{searchable.Name} is given twice");
            dimensions.Add(DimensionText.Parse(searchable, values));
        }

        return dimensions;
    }

    private static List<(string Name, List<string> Values)> Split(string text)
    {
        var found = new List<(string Name, List<string> Values)>();
        foreach (var (piece, equals) in Pieces(text))
        {
            var value = (equals < 0 ? piece : piece[(equals + 1)..]).Trim();
            if (equals >= 0)
                found.Add((piece[..equals].Trim(), []));
            if (value.Length == 0 || found.Count == 0 || found[^1].Name.Length == 0)
            {
                throw new SearchInputException(
                    $"'{text}' is not allowed; use name=values, such as fast=5..30:5,slow=20..100 or kind=sma,ema");
            }

            var (name, values) = found[^1];
            values.Add(value);
            if (values.Count > 1 && values.Find(one => one.Contains("..", StringComparison.Ordinal)) is { } range)
            {
                throw new SearchInputException(
                    $"{name}: '{range}' is a range; a list has single values, and a next dimension begins with name=");
            }
        }

        return found;
    }

    /// <summary>What stands between commas, without quotes, and where its <c>=</c> is.</summary>
    private static IEnumerable<(string Piece, int EqualsAt)> Pieces(string text)
    {
        var piece = new StringBuilder();
        var (isQuoted, equals) = (false, -1);
        foreach (var letter in text)
        {
            if (letter == '\'')
            {
                isQuoted = !isQuoted;
            }
            else if (letter == ',' && !isQuoted)
            {
                yield return (piece.ToString(), equals);
                piece.Clear();
                equals = -1;
            }
            else
            {
                equals = letter == '=' && !isQuoted && equals < 0 ? piece.Length : equals;
                piece.Append(letter);
            }
        }

        if (isQuoted)
            throw new SearchInputException($"'{text}' is not allowed; a closing ' is missing");
        yield return (piece.ToString(), equals);
    }

    private static SearchInputException Unknown(string name, IReadOnlyList<Searchable> known)
    {
        var names = known.Select(one => one.Name).ToList();
        var meant = NearestName.Nearest(name, names) is { } near ? $" (did you mean '{near}'?)" : "";
        return new SearchInputException($"'{name}' cannot be searched{meant}; use {string.Join(", ", names)}");
    }
}
