namespace TradingBot.Core.Strategies.Catalog;

/// <summary>
/// Makes signals from a state that lasts from candle to candle: only its changes are signalled, so that one state is
/// one trade.
/// </summary>
internal struct Stance
{
    private int _side;

    /// <param name="wanted">Above 0: be in the market; below 0: be short; else be out.</param>
    /// <param name="enter">The reason when it turns so.</param>
    /// <param name="leave">The reason when it does not want to be in any more.</param>
    /// <param name="enterShort">The reason when it wants to be short and was out.</param>
    public Signal Next(int wanted, string enter, string leave, string enterShort = "")
    {
        var before = _side;
        _side = Math.Sign(wanted);
        return _side == before ? Signal.None
            : _side > 0 ? Signal.Enter(enter)
            : _side == 0 ? Signal.Leave(leave)
            : Signal.EnterShort(before > 0 ? leave : enterShort);
    }
}
