namespace TradingBot.Research.Search;

/// <summary>A setting and the values of it that are searched, in the order in which the full grid takes them.</summary>
internal sealed class Dimension
{
    private readonly double[] _numbers;

    /// <param name="searchable">What it is.</param>
    /// <param name="texts">Its values as <c>--set</c> takes them, each allowed and none twice, at least one.</param>
    public Dimension(Searchable searchable, IReadOnlyList<string> texts)
    {
        (Searchable, Texts) = (searchable, texts);
        var numbers = texts.Select(SearchNumber.Split).ToList();
        IsOrdered = numbers.TrueForAll(number => number.Number is not null && number.Unit == numbers[0].Unit);
        if (IsOrdered)
        {
            Texts = [.. texts.Zip(numbers).OrderBy(pair => pair.Second.Number).Select(pair => pair.First)];
            numbers.Sort((a, b) => decimal.Compare(a.Number!.Value, b.Number!.Value));
        }

        _numbers = [.. numbers.Select((number, i) => IsOrdered ? (double)number.Number! : i)];
    }

    public Searchable Searchable { get; }

    public string Name => Searchable.Name;

    /// <summary>The values; numbers ascending, words as they were given.</summary>
    public IReadOnlyList<string> Texts { get; }

    public int Count => Texts.Count;

    /// <summary>True for numbers, also those with a unit that all of them have (<c>1%</c>, <c>2%</c>).</summary>
    public bool IsOrdered { get; }

    /// <summary>The number, without its unit; the index of a word.</summary>
    public double Number(int index) => _numbers[index];

    /// <summary>The index of a value; negative where it is not searched.</summary>
    public int IndexOf(string text)
    {
        for (var i = 0; i < Texts.Count; i++)
        {
            if (Texts[i].Equals(text, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    /// <summary>
    /// True where a value is the first or last of three numbers or more, and a further one would be allowed: the best
    /// may lie outside what was searched.
    /// </summary>
    public bool IsEdge(int index) => IsOrdered && Count > 2
        && ((index == 0 && !(Number(0) <= Searchable.Minimum))
            || (index == Count - 1 && !(Number(index) >= Searchable.Maximum)));

    public override string ToString() => $"{Name}={string.Join(',', Texts)}";
}
