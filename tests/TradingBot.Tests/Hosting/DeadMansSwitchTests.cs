using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Orders;

namespace TradingBot.Tests.Hosting;

public class DeadMansSwitchTests
{
    private static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private readonly List<(double At, int Seconds)> _sent = [];
    private readonly DeadMansSwitch _switch;
    private Func<Task<string?>> _answer = () => Task.FromResult<string?>(null);
    private double _now;

    public DeadMansSwitchTests() => _switch = new DeadMansSwitch(
        (seconds, _) =>
        {
            _sent.Add((_now, seconds));
            return _answer();
        },
        NullLogger<DeadMansSwitch>.Instance);

    [Fact]
    public async Task It_is_set_while_an_order_rests_renewed_every_20_seconds_and_turned_off_once()
    {
        await PassAsync(until: 9, isResting: false);
        await PassAsync(until: 59, isResting: true);
        await PassAsync(until: 120, isResting: false);

        _sent.Should().Equal((10, 60), (30, 60), (50, 60), (60, 0));
    }

    [Fact]
    public async Task While_it_is_not_known_to_be_off_it_is_turned_off_again()
    {
        await PassAsync(until: 9, isResting: true);
        _answer = () => Task.FromResult<string?>("timeout");
        await PassAsync(until: 39, isResting: false);
        _answer = () => Task.FromResult<string?>(null);
        await PassAsync(until: 120, isResting: false);

        _sent.Should().Equal((0, 60), (10, 0), (30, 0), (50, 0));
    }

    [Fact]
    public async Task One_that_could_not_be_set_may_be_on_all_the_same()
    {
        _answer = () => Task.FromResult<string?>("timeout");
        await PassAsync(until: 4, isResting: true);
        _answer = () => Task.FromResult<string?>(null);
        await PassAsync(until: 60, isResting: false);

        _sent.Should().Equal((0, 60), (5, 0));
    }

    [Fact]
    public async Task No_request_overtakes_another()
    {
        var first = new TaskCompletionSource<string?>();
        _answer = () => first.Task;
        var sending = Advance(isResting: true);
        _now = 30;
        Advance(isResting: false).Should().BeNull();

        first.SetResult(null);
        await sending!;
        await Advance(isResting: false)!;

        _sent.Select(sent => sent.Seconds).Should().Equal(60, 0);
    }

    [Fact]
    public async Task It_is_on_while_an_order_of_any_bot_rests_and_one_without_orders_does_not_turn_it_off()
    {
        await (Advance(isResting: true, "a") ?? Task.CompletedTask);
        for (_now = 1; _now <= 45; _now++)
            await (Advance(isResting: false, "b") ?? Task.CompletedTask);
        await (Advance(isResting: false, "a") ?? Task.CompletedTask);

        _sent.Should().Equal((0, 60), (20, 60), (40, 60), (46, 0));
    }

    [Fact]
    public async Task What_a_bot_that_has_left_lets_rest_keeps_it_on_until_that_is_known_to_be_over()
    {
        _switch.Join("a");
        _switch.Join("b");
        await (Advance(isResting: true, "a") ?? Task.CompletedTask);

        _switch.Leave("a").Should().BeTrue("b keeps it from going off");
        _now = 20;
        await (Advance(isResting: false, "b") ?? Task.CompletedTask);
        _switch.Forget("a");
        _now = 21;
        await (Advance(isResting: false, "b") ?? Task.CompletedTask);

        _switch.Leave("b").Should().BeFalse("nobody is left to renew it");
        _sent.Should().Equal((0, 60), (20, 60), (21, 0));
    }

    private async Task PassAsync(double until, bool isResting)
    {
        for (; _now <= until; _now++)
            await (Advance(isResting) ?? Task.CompletedTask);
    }

    private Task? Advance(bool isResting, string bot = "bot") =>
        _switch.Advance(bot, isResting, Start.AddSeconds(_now), CancellationToken.None);
}
