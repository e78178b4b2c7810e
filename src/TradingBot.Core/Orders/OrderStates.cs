namespace TradingBot.Core.Orders;

/// <summary>What follows from an <see cref="OrderState"/>.</summary>
public static class OrderStates
{
    /// <summary>True when nothing more will happen to the attempt.</summary>
    public static bool IsOver(this OrderState state) =>
        state is OrderState.Filled or OrderState.Canceled or OrderState.Expired or OrderState.Rejected;

    /// <summary>True while it is not known whether the exchange has the order.</summary>
    public static bool IsUnsettled(this OrderState state) => state is OrderState.Sending or OrderState.Unknown;
}
