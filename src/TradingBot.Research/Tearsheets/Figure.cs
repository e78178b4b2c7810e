namespace TradingBot.Research.Tearsheets;

/// <summary>A figure of a run, with the sentence that says how it is to be read.</summary>
/// <param name="Name">In JSON: lower case with underscores; each once in its group.</param>
/// <param name="Title">For people, a few words.</param>
/// <param name="Value">In its unit; NaN: not computable.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Convention">How it was computed, one sentence without a full stop.</param>
internal sealed record Figure(string Name, string Title, double Value, FigureUnit Unit, string Convention)
{
    /// <summary>The value with every digit, where a double has not all of them; null: the value is all.</summary>
    public decimal? Exact { get; init; }

    /// <summary>Where the true value may lie; null: nobody has asked.</summary>
    public FigureInterval? Interval { get; init; }
}

/// <summary>Where a figure's true value may lie.</summary>
/// <param name="Low">In the figure's unit; NaN: not computable.</param>
/// <param name="High">In the figure's unit; NaN: not computable.</param>
/// <param name="Confidence">How sure that is, a fraction such as 0.95.</param>
internal readonly record struct FigureInterval(double Low, double High, double Confidence);

/// <summary>What a value is counted in.</summary>
internal enum FigureUnit
{
    /// <summary>1 is 100 %.</summary>
    Fraction,

    /// <summary>A plain number.</summary>
    Ratio,

    /// <summary>Quote currency.</summary>
    Money,

    /// <summary>A length of time, with parts of days.</summary>
    Days,

    /// <summary>A length of time.</summary>
    Seconds,

    /// <summary>A whole number of things.</summary>
    Count,

    /// <summary>A moment, unix seconds UTC.</summary>
    Time,

    /// <summary>1: yes; 0: no.</summary>
    YesNo,

    /// <summary>Words; of cells of tables only.</summary>
    Text,
}
