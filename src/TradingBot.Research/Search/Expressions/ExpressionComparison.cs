namespace TradingBot.Research.Search.Expressions;

/// <summary>The comparisons of an expression; none holds for NaN.</summary>
internal static class ExpressionComparison
{
    /// <summary>The comparison that a sign means, or null.</summary>
    public static Func<double, double, bool>? Find(Token token) => (token.Kind, token.Text) switch
    {
        (TokenKind.Sign, "<") => (a, b) => a < b,
        (TokenKind.Sign, "<=") => (a, b) => a <= b,
        (TokenKind.Sign, ">") => (a, b) => a > b,
        (TokenKind.Sign, ">=") => (a, b) => a >= b,
        (TokenKind.Sign, "==") => (a, b) => a == b,
        (TokenKind.Sign, "!=") => (a, b) => a < b || a > b, // a != b holds for NaN
        _ => null,
    };
}
