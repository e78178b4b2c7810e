using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies;

/// <summary>The checked values of a strategy's parameters.</summary>
public sealed class StrategySettings
{
    private readonly Dictionary<string, (StrategyParameter Parameter, string Text)> _values;

    private StrategySettings(Dictionary<string, (StrategyParameter, string)> values) => _values = values;

    /// <summary>Every parameter with its effective value, in the order of declaration.</summary>
    public IEnumerable<KeyValuePair<string, string>> Effective =>
        _values.Select(value => KeyValuePair.Create(value.Key, value.Value.Text));

    /// <summary>The defaults with the given values put in their place.</summary>
    /// <exception cref="SettingException">An unknown name, or a value that is not allowed.</exception>
    public static StrategySettings Of(
        IReadOnlyList<StrategyParameter> parameters,
        IEnumerable<KeyValuePair<string, string>> assignments)
    {
        var values = parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => (parameter, parameter.Default),
            StringComparer.OrdinalIgnoreCase);
        foreach (var (name, text) in assignments)
        {
            if (!values.TryGetValue(name, out var known))
            {
                var names = string.Join(", ", parameters.Select(parameter => parameter.Name));
                throw new SettingException($"'{name}' is not a parameter of this strategy; it has {names}");
            }

            _ = known.parameter.Parse(text);
            values[name] = (known.parameter, text);
        }

        return new StrategySettings(values);
    }

    /// <exception cref="ArgumentException">The strategy does not declare it; so for all of these.</exception>
    public double Number(string name) => Declared(name).Parameter.Parse(Declared(name).Text);

    public int WholeNumber(string name) => (int)Number(name);

    public bool Flag(string name) => Choice(name) == "on";

    /// <summary>The words given.</summary>
    public string Text(string name) => Declared(name).Text;

    /// <summary>A parameter in percent, as a fraction.</summary>
    public decimal Fraction(string name) => (decimal)Number(name) / 100;

    /// <summary>The chosen word, as it was declared.</summary>
    public string Choice(string name) => Declared(name).Parameter.Choices[WholeNumber(name)];

    /// <summary>The parameter <c>price</c>.</summary>
    public PriceSource PriceSource() => Enum.Parse<PriceSource>(Choice("price"), ignoreCase: true);

    /// <exception cref="SettingException">The first parameter is not below the second.</exception>
    public void RequireLess(string smaller, string larger)
    {
        if (Number(smaller) >= Number(larger))
            throw new SettingException($"{smaller} ({Number(smaller)}) must be less than {larger} ({Number(larger)})");
    }

    private (StrategyParameter Parameter, string Text) Declared(string name) =>
        _values.TryGetValue(name, out var declared)
            ? declared
            : throw new ArgumentException(
                $"'{name}' is not declared as a parameter; declared are {string.Join(", ", _values.Keys)}");
}
