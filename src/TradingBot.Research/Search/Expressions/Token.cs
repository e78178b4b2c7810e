namespace TradingBot.Research.Search.Expressions;

internal enum TokenKind
{
    Number,
    Name,
    Word,
    Sign,
    End,
}

/// <summary>A piece of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As typed; a word without its quotes; <c>&amp;&amp;</c> and <c>||</c> also for and, or.</param>
/// <param name="Column">Of its first character, from 1.</param>
/// <param name="Number">Its value, where it is a number.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Column, double Number = double.NaN)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;

    public override string ToString() => Kind == TokenKind.End ? "the end" : $"'{Text}'";
}
