using TradingBot.Exchanges.Connections;

namespace TradingBot.Tests.Exchanges;

/// <summary>One connection for all who want it.</summary>
public sealed class SharedRunTests
{
    private int _runs;
    private int _ended;

    [Fact]
    public async Task It_runs_once_for_all_and_until_the_last_has_left()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var shared = new SharedRun(UntilCancelledAsync);
        var (one, other) = (shared.RunAsync(first.Token), shared.RunAsync(second.Token));
        _runs.Should().Be(1);

        await first.CancelAsync();
        await one;
        (_ended, other.IsCompleted).Should().Be((0, false), "the other is still there");
        await second.CancelAsync();
        await other;
        _ended.Should().Be(1);
    }

    [Fact]
    public async Task Who_comes_after_the_last_has_left_begins_another()
    {
        var shared = new SharedRun(UntilCancelledAsync);
        for (var time = 1; time <= 2; time++)
        {
            using var stop = new CancellationTokenSource();
            var running = shared.RunAsync(stop.Token);
            await stop.CancelAsync();
            await running;
            (_runs, _ended).Should().Be((time, time));
        }
    }

    [Fact]
    public async Task There_is_never_more_than_one_also_while_the_one_before_is_on_its_way_out()
    {
        var ending = new TaskCompletionSource();
        var runs = 0;
        var shared = new SharedRun(_ => ++runs == 1 ? ending.Task : Task.CompletedTask);
        using var stop = new CancellationTokenSource();
        var first = shared.RunAsync(stop.Token);
        await stop.CancelAsync();

        var second = shared.RunAsync(CancellationToken.None);
        (runs, first.IsCompleted).Should().Be((1, false));
        ending.SetResult();

        await Task.WhenAll(first, second);
        runs.Should().Be(2);
    }

    [Fact]
    public async Task What_it_fails_with_all_are_told()
    {
        var failing = new TaskCompletionSource();
        var shared = new SharedRun(_ => failing.Task);
        var (one, other) = (shared.RunAsync(CancellationToken.None), shared.RunAsync(CancellationToken.None));

        failing.SetException(new InvalidOperationException("planted"));

        await one.Invoking(run => run).Should().ThrowAsync<InvalidOperationException>().WithMessage("planted");
        await other.Invoking(run => run).Should().ThrowAsync<InvalidOperationException>().WithMessage("planted");
    }

    private async Task UntilCancelledAsync(CancellationToken cancellation)
    {
        _runs++;
        var ended = new TaskCompletionSource();
        await using var registration = cancellation.Register(ended.SetResult);
        await ended.Task;
        _ended++;
    }
}
