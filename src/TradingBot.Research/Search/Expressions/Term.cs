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
internal sealed record Term(Evaluate Value, TermKind Kind, Token At, ExpressionName? Name = null);
