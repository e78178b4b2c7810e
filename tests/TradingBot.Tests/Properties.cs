using FsCheck;

namespace TradingBot.Tests;

/// <summary>How properties are checked: from a fixed seed, so that a run never depends on luck.</summary>
internal static class Properties
{
    public static Config Fixed => Config.QuickThrowOnFailure.WithReplay(20260101UL, 20260103UL);

    public static Config FixedWith(int cases) => Fixed.WithMaxTest(cases);
}
