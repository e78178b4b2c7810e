using System.CommandLine;

namespace TradingBot.Cli;

/// <summary>
/// An option with one value, which is checked when it is read: what is wrong with it then is one line for the user.
/// </summary>
internal sealed class TextOption
{
    private readonly string _default;

    /// <param name="name">As <c>--period</c>.</param>
    /// <param name="valueName">What the help calls the value.</param>
    /// <param name="help">One line.</param>
    /// <param name="default">Taken when the option is not given; empty: there is none.</param>
    /// <param name="aliases">As <c>-p</c>.</param>
    public TextOption(string name, string valueName, string help, string @default = "", params string[] aliases)
    {
        _default = @default;
        Option = new Option<string>(name, aliases)
        {
            HelpName = valueName,
            Description = @default.Length == 0 ? help : $"{help} (default {@default})",
        };
    }

    public Option<string> Option { get; }

    /// <summary>The value given, or the default's.</summary>
    /// <exception cref="UserError">It is not allowed: the option's name, the value, what is allowed.</exception>
    public T Read<T>(ParseResult parsed, Func<string, T> parse)
    {
        try
        {
            return parse(parsed.GetValue(Option) ?? _default);
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
}
