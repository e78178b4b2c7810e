using System.CommandLine;
using System.CommandLine.Parsing;

namespace TradingBot.Benchmarks;

/// <summary>One of a few words on the command line; capitals make no difference.</summary>
internal static class OneWord
{
    /// <summary>How an order is placed, as the bot's own <c>--order</c> has it.</summary>
    public static readonly string[] OrderStyles = ["market", "limit", "post-only"];

    /// <param name="name">As the help has it.</param>
    /// <param name="help">What is chosen.</param>
    /// <param name="words">All that are allowed; the first is taken when none is given.</param>
    public static Argument<string> Argument(string name, string help, params string[] words) => new(name)
    {
        Description = $"{help}: {Listed(words)}",
        DefaultValueFactory = _ => words[0],
        CustomParser = result => Read(result, name, words),
    };

    /// <inheritdoc cref="Argument"/>
    public static Option<string> Option(string name, string help, params string[] words) => new(name)
    {
        Description = $"{help}: {Listed(words)}",
        HelpName = "WORD",
        DefaultValueFactory = _ => words[0],
        CustomParser = result => Read(result, name, words),
    };

    /// <summary>The word as it is written in the list; another is an error that names all.</summary>
    public static string? Read(ArgumentResult result, string name, IReadOnlyList<string> words)
    {
        var text = result.Tokens[0].Value;
        var word = words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (word is null)
            result.AddError($"{name}: '{text}' is not allowed; use {Listed(words)}");
        return word;
    }

    private static string Listed(IReadOnlyList<string> words) =>
        $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";
}
