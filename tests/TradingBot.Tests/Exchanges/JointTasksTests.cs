using TradingBot.Exchanges.Connections;

namespace TradingBot.Tests.Exchanges;

/// <summary>Tasks that end together.</summary>
public class JointTasksTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_others_are_told_to_end_and_have_ended_when_the_first_one_has(bool fails)
    {
        var first = new TaskCompletionSource();
        var (isTold, last) = (new TaskCompletionSource(), new TaskCompletionSource());

        var running = JointTasks.UntilOneEndsAsync(
            CancellationToken.None,
            _ => first.Task,
            async cancellation =>
            {
                await using var told = cancellation.Register(isTold.SetResult);
                await last.Task;
            });
        if (fails)
            first.SetException(new IOException("planted"));
        else
            first.SetResult();

        await isTold.Task;
        running.IsCompleted.Should().BeFalse("the other one is still there");
        last.SetResult();
        if (fails)
            await running.Invoking(task => task).Should().ThrowAsync<IOException>().WithMessage("planted");
        else
            await running;
    }
}
