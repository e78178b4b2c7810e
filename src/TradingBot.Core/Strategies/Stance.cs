namespace TradingBot.Core.Strategies;

/// <summary>
/// Makes signals of a wish that stands from candle to candle: only its changes are told, so that one wish is one trade.
/// </summary>
internal struct Stance
{
    private bool _isIn;

    /// <param name="wanted">Above 0: be in the market; else be out.</param>
    /// <param name="enter">The reason when it turns so.</param>
    /// <param name="leave">The reason when it turns back.</param>
    public Signal Next(int wanted, string enter, string leave)
    {
        var wasIn = _isIn;
        _isIn = wanted > 0;
        return _isIn == wasIn ? Signal.None : _isIn ? Signal.Enter(enter) : Signal.Leave(leave);
    }
}
