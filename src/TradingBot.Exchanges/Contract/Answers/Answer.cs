
namespace TradingBot.Exchanges.Contract.Answers;

/// <summary>How a request to an exchange ended. Four ways, and a caller switches over all of them.</summary>
public abstract record Answer<T>
{
    private Answer()
    {
    }

    /// <summary>The same end with another value: what is not a success passes through unchanged.</summary>
    public Answer<TOther> Map<TOther>(Func<T, TOther> change) => this switch
    {
        Success success => new Answer<TOther>.Success(change(success.Value), success.Warnings),
        Rejected rejected => new Answer<TOther>.Rejected(rejected.Error),
        Unknown unknown => new Answer<TOther>.Unknown(unknown.Reason, unknown.Error),
        NotSent notSent => new Answer<TOther>.NotSent(notSent.Reason),
        _ => throw new InvalidOperationException("an answer has four forms"),
    };

    /// <param name="Value">What was asked for.</param>
    /// <param name="Warnings">The exchange's remarks, such as deprecations; usually none.</param>
    public sealed record Success(T Value, IReadOnlyList<string> Warnings) : Answer<T>;

    /// <summary>The same for a request that changes something, where a refusal of one copy proves nothing.</summary>
    public Answer<T> OfWrite() => this is Rejected { Error: { Effect: ErrorEffect.ThisCopyRefused } error }
        ? new Unknown(error.Text, error)
        : this;

    /// <summary>Refused with proof: the request had no effect.</summary>
    public sealed record Rejected(ExchangeError Error) : Answer<T>;

    /// <summary>
    /// The request may have had its effect: a timeout, a reset, HTTP 5xx, an answer that cannot be read, a
    /// <c>EService:*</c>, a refusal that another copy of the request need not have met. For a read it only means that
    /// nothing was learned.
    /// </summary>
    /// <param name="Reason">For a log; never part of a body, which may hold a secret.</param>
    /// <param name="Error">The exchange's own words where there are any.</param>
    public sealed record Unknown(string Reason, ExchangeError? Error = null) : Answer<T>;

    /// <summary>Nothing left this machine, with proof: no connection, no time left, an open circuit.</summary>
    public sealed record NotSent(string Reason) : Answer<T>;
}
