namespace TradingBot.Simulators.Kraken.Notation;

/// <summary>What the exchange allows. Source: REFERENCE 1.3.</summary>
public enum ExchangeStatus
{
    Online,

    /// <summary>Nothing, not even a cancel; nothing trades.</summary>
    Maintenance,

    /// <summary>Cancels only; nothing trades.</summary>
    CancelOnly,

    /// <summary>Cancels and post-only orders; nothing trades.</summary>
    PostOnly,
}

internal static class ExchangeStatusExtensions
{
    /// <summary>Kraken's word for it.</summary>
    public static string Word(this ExchangeStatus status) => status switch
    {
        ExchangeStatus.Online => "online",
        ExchangeStatus.Maintenance => "maintenance",
        ExchangeStatus.CancelOnly => "cancel_only",
        ExchangeStatus.PostOnly => "post_only",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "not a status"),
    };

    /// <summary>The status of a word; null for another word.</summary>
    public static ExchangeStatus? Parse(string? word) => word switch
    {
        "online" => ExchangeStatus.Online,
        "maintenance" => ExchangeStatus.Maintenance,
        "cancel_only" => ExchangeStatus.CancelOnly,
        "post_only" => ExchangeStatus.PostOnly,
        _ => null,
    };
}
