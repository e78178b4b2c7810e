namespace TradingBot.Exchanges.Connections;

/// <summary>The figures of <see cref="RestPipelines"/>.</summary>
internal sealed record PipelineTimes
{
    /// <summary>One attempt of a read.</summary>
    public TimeSpan ReadLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The only attempt of a write, from the queue at the key to the end of the answer.</summary>
    public TimeSpan WriteLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Attempts of a read after the first.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>The first pause; it doubles, with jitter.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Pause after a refusal for asking too often: Kraken asks for 5 to 15 seconds.</summary>
    public TimeSpan RefusalPause { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Attempts within <see cref="BreakerWindow"/> before the breaker may open.</summary>
    public int BreakerAttempts { get; init; } = 8;

    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an open breaker lets nothing through.</summary>
    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromSeconds(15);
}
