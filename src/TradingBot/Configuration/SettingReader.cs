using System.CommandLine;
using TradingBot.Core;
using TradingBot.Input;

namespace TradingBot.Configuration;

/// <summary>Turns what stands in a file, in the environment and on a command line into settings of options.</summary>
/// <param name="options">Those that can be configured.</param>
/// <param name="argumentsOnly">Those that cannot.</param>
internal sealed class SettingReader(IReadOnlyList<Option> options, IReadOnlyList<Option> argumentsOnly)
{
    private readonly List<UserError> _problems = [];

    /// <summary>What is no setting, or not a value that one can have.</summary>
    public IReadOnlyList<UserError> Problems => _problems;

    /// <summary>The settings among the texts.</summary>
    public IEnumerable<Setting> Read(IEnumerable<ConfiguredText> texts) => texts.Select(Read).OfType<Setting>();

    /// <summary>Those a user has given as arguments, also of options that cannot be configured.</summary>
    public static IEnumerable<Setting> Given(ParseResult parsed) =>
        from option in parsed.CommandResult.Command.Options
        let result = parsed.GetResult(option)
        where result is { Implicit: false }
        from text in result.Tokens.Count > 0 ? result.Tokens.Select(token => token.Value)
            : [option.ValueType == typeof(bool) ? "true" : ""]
        select new Setting(option, text, SettingRank.Flag, option.Name);

    private Setting? Read(ConfiguredText text)
    {
        var option = options.FirstOrDefault(
            option => ConfigurationKey.Of(option).Equals(text.Path[0], StringComparison.OrdinalIgnoreCase));
        if (option is null)
            return Wrong(text, Unknown(text));
        var isSection = ConfigurationKey.IsSection(option);
        if (isSection && text.Path.Count == 1)
            return string.IsNullOrEmpty(text.Value) ? null : Wrong(text, "is a section; give each name its value");
        if (text.Path.Count > (isSection ? 2 : 1))
            return Wrong(text, "is not a setting; one value is allowed here");
        // An empty one may be a variable that a script has failed to fill: of a limit to losses, for example.
        if (string.IsNullOrWhiteSpace(text.Value))
            return Wrong(text, "is empty; give it a value, or leave it out");
        if (option.ValueType == typeof(bool) && !bool.TryParse(text.Value, out _))
            return Wrong(text, $"'{text.Value}' is not allowed; use true or false");
        var value = isSection && !int.TryParse(text.Path[1], out _) ? $"{text.Path[1]}={text.Value}" : text.Value;
        return new Setting(option, value, text.Rank, text.Place);
    }

    private Setting? Wrong(ConfiguredText text, string why)
    {
        _problems.Add(new UserError($"{text.Place}: {why}"));
        return null;
    }

    private string Unknown(ConfiguredText text)
    {
        var argument = argumentsOnly.FirstOrDefault(
            option => ConfigurationKey.Of(option).Equals(text.Path[0], StringComparison.OrdinalIgnoreCase));
        if (argument is not null)
            return $"is not a setting; {argument.Name} is allowed as an argument only";
        var meant = NearestName.Nearest(text.Path[0], options.Select(ConfigurationKey.Of));
        if (meant is null)
            return "is not a setting; 'TradingBot config show' lists them";
        var spelt = text.Rank == SettingRank.File
            ? $"{ConfigurationKey.Section}:{meant}"
            : ConfigurationKey.Prefix + meant.ToUpperInvariant();
        return $"is not a setting; did you mean {spelt}?";
    }
}
