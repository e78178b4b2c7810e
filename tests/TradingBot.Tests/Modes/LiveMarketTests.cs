using TradingBot.Bots.Loop;
using TradingBot.Input;
using TradingBot.Modes;

namespace TradingBot.Tests.Modes;

/// <summary>What the process says when its bots have ended.</summary>
public class LiveMarketTests
{
    [Fact]
    public void The_exit_code_is_that_of_the_first_bot_that_has_failed()
    {
        var (good, wrong) = (BotResult.NotBegun, Failed(new UserError("planted")));
        var gone = Failed(new UserError("planted", ExitCode.Failed));

        LiveMarket.ExitCodeOf([good, good]).Should().Be(ExitCode.Success);
        LiveMarket.ExitCodeOf([good, wrong, gone]).Should().Be(ExitCode.WrongInput);
        LiveMarket.ExitCodeOf([gone, good, wrong]).Should().Be(ExitCode.Failed);
        LiveMarket.ExitCodeOf([Failed(new InvalidOperationException("a bug")), wrong]).Should().Be(ExitCode.Failed);
    }

    private static BotResult Failed(Exception failure) => BotResult.NotBegun with { Failure = failure };
}
