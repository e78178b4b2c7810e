namespace TradingBot.Core.Indicators;

/// <summary>How <see cref="Adx"/> begins; after some hundred candles both ways give the same values.</summary>
public enum DirectionalSeeding
{
    /// <summary>As TA-Lib: from one movement less than the period, the next one smoothed already.</summary>
    TaLib,

    /// <summary>As Wilder's book: from the sum of as many movements as the period has.</summary>
    Wilder,
}
