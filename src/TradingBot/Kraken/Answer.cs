namespace TradingBot.Kraken;

/// <summary>How a request to Kraken ended. Four ways, and a caller switches over all of them.</summary>
internal abstract record Answer<T>
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
    /// <param name="Warnings">Kraken's remarks, such as deprecations; usually none.</param>
    internal sealed record Success(T Value, IReadOnlyList<string> Warnings) : Answer<T>;

    /// <summary>The same for a request that changes something, where a refusal of one copy proves nothing.</summary>
    public Answer<T> OfWrite() => this is Rejected { Error: { Effect: ErrorEffect.ThisCopyRefused } error }
        ? new Unknown(error.Text, error)
        : this;

    /// <summary>Refused with proof: the request had no effect.</summary>
    internal sealed record Rejected(KrakenError Error) : Answer<T>;

    /// <summary>
    /// The request may have had its effect: a timeout, a reset, HTTP 5xx, an answer that cannot be read, a
    /// <c>EService:*</c>, a refusal that another copy of the request need not have met. For a read it only means that
    /// nothing was learned.
    /// </summary>
    /// <param name="Reason">For a log; never part of a body, which may hold a secret.</param>
    /// <param name="Error">Kraken's own words where there are any.</param>
    internal sealed record Unknown(string Reason, KrakenError? Error = null) : Answer<T>;

    /// <summary>Nothing left this machine, with proof: no connection, no time left, an open circuit.</summary>
    internal sealed record NotSent(string Reason) : Answer<T>;
}
