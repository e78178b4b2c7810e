using System.CommandLine;
using System.CommandLine.Parsing;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Configuration;

/// <summary>
/// What a run of the program is to do, from all its sources: <c>appsettings.json</c>, then the environment, then the
/// arguments, each stronger than the one before. The result is a command line again, so that a command reads its
/// options as if all had been given as arguments, and an option that is added can be configured without another line.
/// </summary>
/// <param name="places">Where to look.</param>
/// <param name="options">Those that can be configured.</param>
/// <param name="strategy">The one that says which parameters there are.</param>
/// <param name="parameters">The one that sets them.</param>
internal sealed class EffectiveOptions(
    ConfigurationPlaces places, IReadOnlyList<Option> options, TextOption strategy, Option parameters)
{
    private readonly List<UserError> _problems = []; // of file and environment; only the main job minds
    private ParseResult? _given;
    private ParseResult? _effective;
    private IReadOnlyList<Setting>? _settings;

    public ConfigurationPlaces Places => places;

    /// <summary>The venues that may be named.</summary>
    public VenueList Venues { get; init; } = Exchanges.Venues.Known;

    /// <summary>Those that a file or the environment may not set, so that a message can say so.</summary>
    public IReadOnlyList<Option> ArgumentsOnly { get; init; } = [];

    /// <summary>Every setting that counts, without defaults.</summary>
    public IReadOnlyList<Setting> Settings => _settings ??= _given is null ? [] : [.. SettingReader.Given(_given)];

    /// <summary>The configuration file's name, or null where there is none.</summary>
    public string? FileName { get; private set; }

    /// <summary>What the arguments and the configuration say together.</summary>
    /// <exception cref="UserError">The configuration file cannot be read.</exception>
    public ParseResult Apply(ParseResult given)
    {
        (_given, _effective) = (given, given);
        var command = given.CommandResult.Command;
        if (!command.Options.Contains(ConfigurationFile.Chosen.Option))
            return given;
        var chosen = ConfigurationFile.Chosen.ReadIfGiven(given, OptionValues.FileName);
        var file = places.File(chosen);
        // Nearly always, and a backtest takes a quarter of a second: it should not wait for what is not there.
        if (file is null && !places.HasVariables)
            return given;
        FileName = file?.Name;
        // A command may have an option of the same name and meaning with words of its own.
        var known = options.OrderByDescending(command.Options.Contains).DistinctBy(ConfigurationKey.Of).ToList();
        var reader = new SettingReader(known, ArgumentsOnly);
        var texts = file is { } found ? ConfigurationFile.Read(found.Path, found.Name, _problems) : [];
        var configured = reader.Read([.. texts, .. ConfigurationVariables.Read(places.Environment)]).ToList();
        _problems.AddRange(reader.Problems);
        _problems.AddRange(ConfigurationVariables.Misspelt(places.Environment, known));
        _settings = Strongest(
            [.. configured.Where(setting => command.Options.Contains(setting.Option)), .. SettingReader.Given(given)]);
        _effective = Parse(_settings);
        return _effective;
    }

    /// <summary>True for an option that stands on the command line itself.</summary>
    public bool IsArgument(Option option) => _given?.GetResult(option) is { Implicit: false };

    /// <summary>
    /// Reads and checks what a command needs. What is wrong is taken away and the rest looked at again, so that all
    /// that is wrong is said at once.
    /// </summary>
    /// <param name="read">Values, each by itself.</param>
    /// <param name="check">Whether they go together; asked only if each is right.</param>
    /// <exception cref="UserError">A line for each problem.</exception>
    public T Read<T>(Func<ParseResult, T> read, Action<T, ParseResult> check)
    {
        if (_problems.Count == 0)
        {
            try
            {
                return Checked(_effective!);
            }
            catch (UserError)
            {
                // then all of them, below
            }
        }

        var problems = new List<UserError>(_problems);
        Sift(read, problems);
        if (problems.Count == 0)
            Sift(Checked, problems);
        throw UserError.Of(problems);

        T Checked(ParseResult parsed)
        {
            var value = read(parsed);
            check(value, parsed);
            return value;
        }
    }

    /// <summary>The same error, naming where the value comes from: <c>--period: …</c> may stand in a file.</summary>
    public UserError Named(UserError wrong)
    {
        var blamed = Blamed(wrong, Settings);
        if (blamed.Count == 0)
            return wrong;
        var option = blamed[0].Option;
        var places = blamed.Select(setting => blamed.Count > 1 ? Section(setting) : setting.Place).Distinct();
        return new UserError(string.Join(", ", places) + wrong.Message[option.Name.Length..], wrong.ExitCode);
    }

    private void Sift<T>(Func<ParseResult, T> read, List<UserError> problems)
    {
        var left = Settings;
        while (true)
        {
            try
            {
                _ = read(Parse(left));
                return;
            }
            catch (UserError wrong)
            {
                problems.Add(Named(wrong));
                if (Blamed(wrong, left) is not [var first, ..] blamed)
                    return;
                left = [.. left.Except(blamed).Where(setting => !FallsWith(setting, first.Option))];
            }
        }
    }

    /// <summary>Nobody can tell what parameters a strategy has that does not exist.</summary>
    private bool FallsWith(Setting setting, Option wrong) =>
        setting.Option == parameters && wrong == strategy.Option;

    /// <summary>The settings that a message is about, by the option's name with which it begins.</summary>
    private static List<Setting> Blamed(UserError wrong, IReadOnlyList<Setting> settings)
    {
        var all = settings.Where(
            setting => wrong.Message.StartsWith(setting.Option.Name + ": ", StringComparison.Ordinal)).ToList();
        var one = all.Where(setting => setting.Text == wrong.Value).ToList();
        return one.Count > 0 ? one : all;
    }

    private static string Section(Setting setting) => setting.Rank switch
    {
        SettingRank.File => setting.Place[..setting.Place.LastIndexOf(':')],
        SettingRank.Environment => ConfigurationKey.InEnvironment(setting.Option),
        _ => setting.Place,
    };

    private List<Setting> Strongest(List<Setting> settings)
    {
        return
        [
            .. settings.Where(setting => setting.Option != parameters || IsOfTheStrategy(setting.Rank))
                .GroupBy(setting => setting.Name, StringComparer.OrdinalIgnoreCase)
                .SelectMany(same => same.Where(setting => setting.Rank == same.Max(other => other.Rank))),
        ];

        // Parameters stand beside the strategy they are meant for; who names another one does not mean them.
        bool IsOfTheStrategy(SettingRank rank) =>
            StrategyAt(rank).Equals(StrategyAt(SettingRank.Flag), StringComparison.OrdinalIgnoreCase);

        string StrategyAt(SettingRank rank) => settings
            .Where(setting => setting.Option == strategy.Option && setting.Rank <= rank)
            .MaxBy(setting => setting.Rank)?.Text ?? strategy.Default;
    }

    private ParseResult Parse(IEnumerable<Setting> settings)
    {
        var words = new List<string>();
        for (var at = _given!.CommandResult; at.Parent is CommandResult parent; at = parent)
            words.Insert(0, at.Command.Name);
        words.AddRange(settings.SelectMany(Words));
        words.Add("--"); // what follows is no option, whatever it looks like
        foreach (var argument in _given.CommandResult.Command.Arguments)
            words.AddRange(_given.GetResult(argument)?.Tokens.Select(token => token.Value) ?? []);
        return _given.RootCommandResult.Command.Parse(words);
    }

    // In one word, so that a value that begins with a dash stays one.
    private static IEnumerable<string> Words(Setting setting) => setting.Text.Length == 0
        ? [setting.Option.Name, ""]
        : [$"{setting.Option.Name}={setting.Text}"];
}
