namespace TradingBot.Research.Search.Expressions;

/// <summary>
/// A formula or a condition over named numbers, such as <c>cagr / maximum_drawdown</c> or <c>fast&lt;slow</c>.
/// <list type="bullet">
/// <item>numbers (<c>2</c>, <c>0.5</c>, <c>1e-3</c>, <c>30%</c>), names, words in quotes</item>
/// <item><c>+ - * /</c>, parentheses, <c>min max abs log sqrt</c></item>
/// <item><c>&lt; &lt;= &gt; &gt;= == !=</c>, <c>&amp;&amp;</c> or <c>and</c>, <c>||</c> or <c>or</c></item>
/// </list>
/// What cannot be computed is NaN: a division by 0, the logarithm of a loss. No comparison with it holds, <c>!=</c>
/// included, and there is no <c>not</c>: so nothing can be true because a figure is missing.
/// </summary>
internal sealed class Expression
{
    private readonly Evaluate _evaluate;

    internal Expression(string text, Evaluate evaluate) => (Text, _evaluate) = (text, evaluate);

    /// <summary>As it was typed.</summary>
    public string Text { get; }

    /// <summary>Something that holds or does not.</summary>
    /// <exception cref="SearchInputException">It is not understood; the column is named.</exception>
    public static Expression Condition(string text, ExpressionScope scope) =>
        new ExpressionParser(text, scope).Condition();

    /// <summary>Several conditions with commas between them: <c>trades>=100, maximum_drawdown&lt;=30%</c>.</summary>
    /// <inheritdoc cref="Condition"/>
    public static IReadOnlyList<Expression> Conditions(string text, ExpressionScope scope) =>
        new ExpressionParser(text, scope).Conditions();

    /// <summary>Something that has a value.</summary>
    /// <inheritdoc cref="Condition"/>
    public static Expression Formula(string text, ExpressionScope scope) => new ExpressionParser(text, scope).Formula();

    /// <summary>The value of a formula; NaN where it cannot be computed.</summary>
    /// <param name="values">One for each name of the scope; NaN for what is not there.</param>
    public double Value(ReadOnlySpan<double> values) => _evaluate(values);

    /// <summary>Whether a condition holds.</summary>
    /// <inheritdoc cref="Value"/>
    public bool Holds(ReadOnlySpan<double> values) => _evaluate(values) == 1;

    public override string ToString() => Text;
}

/// <summary>The value of a part of an expression; 1 and 0 for what holds and what does not.</summary>
internal delegate double Evaluate(ReadOnlySpan<double> values);
