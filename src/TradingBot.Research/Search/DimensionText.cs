namespace TradingBot.Research.Search;

/// <summary>
/// The values of a dimension as a user writes them:
/// <list type="bullet">
/// <item><c>5..30:5</c>: from, to, step; the last value is the largest that is not beyond the end</item>
/// <item><c>0.5..3</c>: without a step it is one unit of the last decimal written, so 1 for whole numbers</item>
/// <item><c>1..1000:x2</c>: each is twice the one before (log scale); whole numbers are rounded</item>
/// <item><c>..</c>: the range of the description (<see cref="OwnRange"/>)</item>
/// <item><c>5</c>, or several of them: a list</item>
/// </list>
/// A factor rather than a number of points: the values are round (1, 2, 4, 8), a longer range keeps those it had, and
/// one sees how far neighbours are apart. Numbers may have a unit: <c>1%..5%</c>, <c>100USD..500USD:100</c>.
/// </summary>
internal static class DimensionText
{
    /// <summary>More is a mistake, or wants a step: nobody sees a difference between so many values.</summary>
    public const int MostValues = 100_000;

    private const int DigitsOfFactors = 4;

    /// <param name="searchable">What it is.</param>
    /// <param name="values">The values, cut at the commas.</param>
    /// <exception cref="SearchInputException">Not understood or not allowed.</exception>
    public static Dimension Parse(Searchable searchable, IReadOnlyList<string> values)
    {
        IReadOnlyList<string> texts = values is [var only] && only.Contains("..", StringComparison.Ordinal)
            ? only == ".." ? Own(searchable) : Range(searchable, only)
            : [.. values.Select(value => searchable.DropsPercent ? value.TrimEnd('%') : value)];
        if (texts.Select(searchable.Problem).FirstOrDefault(problem => problem is not null) is { } problem)
            throw new SearchInputException($"{searchable.Name}: {problem}");
        var dimension = new Dimension(searchable, texts);
        for (var i = 1; i < dimension.Count; i++)
        {
            var isTwice = dimension.IsOrdered
                ? dimension.Number(i) == dimension.Number(i - 1)
                : dimension.IndexOf(texts[i]) < i;
            if (isTwice)
                throw Wrong(searchable, $"'{dimension.Texts[i]}' is given twice");
        }

        return dimension;
    }

    private static IReadOnlyList<string> Own(Searchable searchable) => searchable.OwnValues.Count > 0
        ? searchable.OwnValues
        : throw Wrong(searchable, $"it has no range of its own; give one, such as {searchable.Name}=1..10");

    private static List<string> Range(Searchable searchable, string text)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        var colon = text.IndexOf(':', dots);
        var (from, unit) = SearchNumber.Split(text[..dots].Trim());
        var (to, last) = SearchNumber.Split((colon < 0 ? text[(dots + 2)..] : text[(dots + 2)..colon]).Trim());
        if (from is not { } first || to is not { } end || (unit != last && unit.Length > 0))
            throw NotARange(searchable, text);
        if (first > end)
            throw Wrong(searchable, $"'{text}' ends before it begins");
        var written = last == "%" && searchable.DropsPercent ? "" : last;
        if (searchable.Problem(SearchNumber.Text(end) + written) is { } problem)
            throw new SearchInputException($"{searchable.Name}: {problem}");
        var step = colon < 0 ? null : text[(colon + 1)..].Trim();
        var numbers = step switch
        {
            null => Linear(first, end, Unit(Math.Max(first.Scale, end.Scale))),
            ['x', .. var digits] => SearchNumber.Parse(digits) is { } factor and > 1 && first > 0
                ? Factors(searchable, first, end, factor)
                : throw Wrong(searchable, $"'{text}' needs a factor above 1 and a range above 0, such as 1..100:x2"),
            _ => SearchNumber.Split(step) is ({ } width and > 0, var its) && (its.Length == 0 || its == last)
                ? Linear(first, end, width)
                : throw Wrong(searchable, $"the step of '{text}' must be a number above 0, or a factor such as x2"),
        };
        return [.. AtMost(searchable, text, numbers).Select(number => SearchNumber.Text(number) + written)];
    }

    private static IEnumerable<decimal> Linear(decimal first, decimal end, decimal step)
    {
        for (var value = first; value <= end; value += step)
        {
            yield return value;
            if (value > decimal.MaxValue - step)
                yield break;
        }
    }

    private static IEnumerable<decimal> Factors(Searchable searchable, decimal first, decimal end, decimal factor)
    {
        var previous = decimal.MinValue;
        for (var exact = first; exact <= end; exact *= factor)
        {
            var value = searchable.IsWhole
                ? decimal.Round(exact, MidpointRounding.AwayFromZero)
                : SearchNumber.RoundedTo(exact, DigitsOfFactors);
            if (value > previous && value <= end)
                yield return value;
            previous = value;
            if (exact > decimal.MaxValue / factor)
                yield break;
        }
    }

    private static List<decimal> AtMost(Searchable searchable, string text, IEnumerable<decimal> numbers)
    {
        var kept = numbers.Take(MostValues + 1).ToList();
        return kept.Count <= MostValues
            ? kept
            : throw Wrong(searchable, $"'{text}' has more than {MostValues} values; use a larger step");
    }

    private static decimal Unit(int decimals) => new(1, 0, 0, isNegative: false, (byte)decimals);

    private static SearchInputException NotARange(Searchable searchable, string text) =>
        Wrong(searchable, $"'{text}' is not a range; use from..to:step, such as 5..30:5, or from..to:xfactor");

    private static SearchInputException Wrong(Searchable searchable, string problem) =>
        new($"{searchable.Name}: {problem}");
}
