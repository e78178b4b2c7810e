namespace TradingBot.Research.Inference;

/// <summary>
/// How a series is drawn anew from itself, block by block, so that what follows each other stays together.
/// </summary>
/// <param name="BlockDays">
/// Days a block, at least 1: on average, or exactly for circular blocks. 1: each day alone.
/// </param>
/// <param name="Resamples">How many series are drawn, at least 1.</param>
/// <param name="Seed">Of all draws.</param>
/// <param name="Circular">
/// Blocks of one whole length (Politis and Romano 1992) instead of lengths by chance (stationary bootstrap, Politis and
/// Romano 1994). In both the first day follows the last.
/// </param>
internal readonly record struct ResamplePlan(double BlockDays, int Resamples, ulong Seed, bool Circular = false);
