using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Input;

namespace TradingBot.Bots.Preparation;

/// <summary>An answer without which a session cannot begin.</summary>
internal static class RequiredAnswer
{
    /// <param name="answer">The answer.</param>
    /// <param name="venue">Whose.</param>
    /// <param name="what">For words: <c>the time</c>.</param>
    /// <exception cref="UserError">The exchange did not answer; one line.</exception>
    public static T Required<T>(this Answer<T> answer, IVenue venue, string what) =>
        answer is Answer<T>.Success success ? success.Value : throw Missing(venue, what, AnswerText.Of(answer));

    /// <summary>What the key opens.</summary>
    /// <exception cref="UserError">There is no key; one line.</exception>
    public static IAccount RequiredAccount(this IExchange exchange) =>
        exchange.Account ?? throw new UserError($"--live: needs an API key of {exchange.Venue.DisplayName}");

    /// <summary>What a user reads where such an answer is missing.</summary>
    public static UserError Missing(IVenue venue, string what, string reason) =>
        new($"could not get {what} from {venue.DisplayName}: {reason}", ExitCode.Failed);
}
