using System.CommandLine;

namespace TradingBot.Input;

/// <summary>
/// An option with one value, which is checked when it is read: what is wrong with it then is one line for the user.
/// </summary>
internal sealed class TextOption
{
    private readonly Described _option;

    /// <param name="name">As <c>--period</c>.</param>
    /// <param name="valueName">What the help calls the value.</param>
    /// <param name="help">One line.</param>
    /// <param name="default">Taken when the option is not given; empty: there is none.</param>
    /// <param name="aliases">As <c>-p</c>.</param>
    public TextOption(string name, string valueName, string help, string @default = "", params string[] aliases)
    {
        _option = new Described(name, aliases)
        {
            HelpName = valueName,
            Description = @default.Length == 0 ? help : $"{help} (default {@default})",
            Default = @default,
        };
    }

    public Option<string> Option => _option;

    /// <summary>Taken when the option is not given; empty: there is none.</summary>
    public string Default => _option.Default;

    /// <summary>A value to show in a sample; needed where there is no default.</summary>
    public string Example { init => _option.Example = value; }

    /// <summary>Taken when the option stands there without a value; null: it needs one.</summary>
    public string? ValueIfBare
    {
        get;
        init
        {
            field = value;
            _option.Arity = ArgumentArity.ZeroOrOne;
        }
    }

    /// <summary>The default of an option that was declared here, else an empty text.</summary>
    public static string DefaultOf(Option option) => (option as Described)?.Default ?? "";

    /// <summary>A value to show in a sample.</summary>
    public static string ExampleOf(Option option) =>
        option is Described { Example: { } example } ? example : DefaultOf(option);

    /// <summary>The value given, or the default's.</summary>
    /// <exception cref="UserError">It is not allowed: the option's name, the value, what is allowed.</exception>
    public T Read<T>(ParseResult parsed, Func<string, T> parse)
    {
        try
        {
            return parse(TextIn(parsed));
        }
        catch (UserError wrong)
        {
            throw new UserError($"{Option.Name}: {wrong.Message}", wrong.ExitCode);
        }
    }

    /// <summary>The value given, or nothing.</summary>
    /// <exception cref="UserError">It is not allowed.</exception>
    public T? ReadIfGiven<T>(ParseResult parsed, Func<string, T> parse)
        where T : struct => parsed.GetValue(Option) is null ? null : Read(parsed, parse);

    /// <summary>The text given, checked, or null.</summary>
    /// <exception cref="UserError">It is not allowed.</exception>
    public string? ReadIfGiven(ParseResult parsed, Func<string, string> check) =>
        parsed.GetValue(Option) is null ? null : Read(parsed, check);

    private string TextIn(ParseResult parsed)
    {
        var text = parsed.GetValue(Option);
        var isBare = string.IsNullOrEmpty(text) && parsed.GetResult(Option) is { Implicit: false };
        return (isBare ? ValueIfBare : null) ?? text ?? Default;
    }

    private sealed class Described(string name, string[] aliases) : Option<string>(name, aliases)
    {
        public required string Default { get; init; }

        public string? Example { get; set; }
    }
}
