using TradingBot.Core.Orders;

namespace TradingBot.Exchanges.Kraken.Notation;

/// <summary>Kraken's words for <see cref="SystemMode"/>; the same in SystemStatus and in the status channel.</summary>
internal static class SystemModes
{
    public static SystemMode Parse(string word) => word switch
    {
        "online" => SystemMode.Online,
        "maintenance" => SystemMode.Maintenance,
        "cancel_only" => SystemMode.CancelOnly,
        "post_only" => SystemMode.PostOnly,
        _ => SystemMode.Unknown,
    };

    /// <summary>What it means for orders.</summary>
    public static ExchangeMode AsExchangeMode(this SystemMode mode) => mode switch
    {
        SystemMode.Online => ExchangeMode.Online,
        SystemMode.PostOnly => ExchangeMode.PostOnly,
        SystemMode.CancelOnly => ExchangeMode.CancelOnly,
        _ => ExchangeMode.Maintenance,
    };
}
