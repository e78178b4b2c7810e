using TradingBot.Input;
using TradingBot.Kraken;

namespace TradingBot.Hosting;

/// <summary>An answer without which a session cannot begin.</summary>
internal static class RequiredAnswer
{
    /// <exception cref="UserError">The exchange did not answer; one line.</exception>
    public static T Required<T>(this Answer<T> answer, string call) => answer is Answer<T>.Success success
        ? success.Value
        : throw Missing(call, AnswerText.Of(answer));

    /// <summary>What a user reads where such an answer is missing.</summary>
    public static UserError Missing(string call, string reason) =>
        new($"could not get {call} from Kraken: {reason}", ExitCode.Failed);
}
