using System.Globalization;

namespace TradingBot.Core.Strategies;

/// <summary>A parameter of a strategy, declared once: its name, default, range and one line of help.</summary>
public sealed record StrategyParameter
{
    private StrategyParameter(string name, string help) => (Name, Help) = (name, help);

    public string Name { get; }

    public string Help { get; }

    /// <summary>The default as the user would write it.</summary>
    public required string Default { get; init; }

    /// <summary>What is allowed, for messages: <c>a whole number from 1 to 500</c>.</summary>
    public required string Allowed { get; init; }

    /// <summary>The words to choose from; empty for a number.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    /// <summary>True for words that the strategy itself reads.</summary>
    public bool IsText { get; private init; }

    /// <summary>True for a whole number.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>The smallest number allowed; NaN for words.</summary>
    public double Minimum { get; private init; } = double.NaN;

    /// <summary>The largest number allowed; NaN for words.</summary>
    public double Maximum { get; private init; } = double.NaN;

    /// <summary>
    /// False for what a search leaves at its default unless it is asked for: words, which would double the search each,
    /// and numbers that say how a strategy begins or ends rather than what it looks for.
    /// </summary>
    public bool IsSearched { get; init; }

    public static StrategyParameter WholeNumber(string name, int @default, int minimum, int maximum, string help) =>
        new(name, help)
        {
            Default = @default.ToString(CultureInfo.InvariantCulture),
            Allowed = $"a whole number from {minimum} to {maximum}",
            IsWhole = true,
            Minimum = minimum,
            Maximum = maximum,
            IsSearched = true,
        };

    public static StrategyParameter Number(string name, double @default, double minimum, double maximum, string help) =>
        new(name, help)
        {
            Default = @default.ToString(CultureInfo.InvariantCulture),
            Allowed = string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}"),
            Minimum = minimum,
            Maximum = maximum,
            IsSearched = true,
        };

    public static StrategyParameter Choice(string name, string @default, IReadOnlyList<string> choices, string help) =>
        new(name, help)
        {
            Default = @default,
            Allowed = string.Join(" or ", choices),
            Choices = choices,
        };

    /// <summary><c>on</c> or <c>off</c>.</summary>
    public static StrategyParameter Flag(string name, bool @default, string help) =>
        Choice(name, @default ? "on" : "off", ["off", "on"], help);

    /// <summary>Words that the strategy itself reads and checks when it is made.</summary>
    public static StrategyParameter Text(string name, string @default, string allowed, string help) =>
        new(name, help) { Default = @default, Allowed = allowed, IsText = true };

    /// <summary>The parameter <c>price</c> that every strategy has.</summary>
    public static StrategyParameter Price(string @default) => Choice(
        "price", @default, ["close", "typical", "open", "high", "low"], "price that signals and exit rules look at");

    /// <summary>The value of a text: a number, or the index of the chosen word; 0 for words of its own.</summary>
    /// <exception cref="SettingException">The text is not an allowed value.</exception>
    public double Parse(string text)
    {
        if (IsText)
            return 0;
        if (Choices.Count > 0)
        {
            for (var i = 0; i < Choices.Count; i++)
            {
                if (Choices[i].Equals(text, StringComparison.OrdinalIgnoreCase))
                    return i;
            }
        }
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= Minimum && value <= Maximum && (!IsWhole || value == Math.Floor(value)))
        {
            return value;
        }

        throw new SettingException($"'{text}' is not allowed for {Name}; use {Allowed}");
    }
}
