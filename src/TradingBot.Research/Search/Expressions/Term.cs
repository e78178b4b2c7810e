namespace TradingBot.Research.Search.Expressions;

internal enum TermKind
{
    Number,
    Truth,

    /// <summary>A name that has words.</summary>
    Choice,

    /// <summary>A word in quotes.</summary>
    Word,
}

/// <summary>A part of an expression that has been read.</summary>
/// <param name="Value">Computes it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it begins.</param>
/// <param name="Name">Set where it is no more than a name.</param>
internal sealed record Term(Evaluate Value, TermKind Kind, Token At, ExpressionName? Name = null)
{
    /// <summary>Why it cannot stand where another kind is expected; null where it is of that kind.</summary>
    public string? ProblemAs(TermKind kind)
    {
        if (Kind == kind)
            return null;
        if (Kind == TermKind.Choice)
            return $"{Name!.Name} has words; compare it, such as {Name.Name} == '{Name.Words[0]}'";
        var expected = kind switch
        {
            TermKind.Truth => "a comparison is expected, such as a < b",
            TermKind.Choice => "a word is compared with a setting that has words",
            _ => "a number is expected",
        };
        return Kind == TermKind.Truth ? $"{expected}, not a comparison" : $"{expected}, not {At}";
    }
}
