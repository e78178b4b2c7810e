namespace TradingBot.Exchanges.Connections;

/// <summary>Why a connection ended, or was never made.</summary>
/// <param name="Reason">For the log.</param>
/// <param name="IsFinal">True when trying again is of no use.</param>
/// <param name="IsSlow">True when the server asked for patience.</param>
internal sealed record ConnectionEnd(string Reason, bool IsFinal = false, bool IsSlow = false);
