using Microsoft.Extensions.Logging;
using TradingBot.Notifications;
using TradingBot.Tests.Hosting;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Notifications;

public sealed class SlackSenderTests : IDisposable
{
    private static readonly SlackOptions Options = new() { Channel = "#reporting" };

    // Time limits that a test is not about are out of the clock's reach.
    private static readonly SlackTimes Patient = new()
    {
        AnswerLimit = TimeSpan.FromHours(1),
        Farewell = TimeSpan.FromHours(1),
    };

    private readonly ManualTime _time = new();
    private readonly CapturedLog _log = new();
    private readonly LoggerFactory _logs;
    private readonly NoticeQueue _queue = new(capacity: 5, Severity.Info);

    public SlackSenderTests() => _logs = new LoggerFactory([_log]);

    [Fact]
    public async Task One_message_a_second_is_sent()
    {
        using var slack = new SlackNetwork(_time, "ok");
        using var sender = await StartAsync(slack);

        Add("one", "two", "three");
        await _time.RunAsync(slack.Seen(3));

        slack.Times.Should().Equal(0, 1, 2);
    }

    [Fact]
    public async Task Slack_is_asked_again_when_it_says_and_not_before()
    {
        using var slack = new SlackNetwork(_time, "429 7", "429 0", "ok");
        using var sender = await StartAsync(slack);

        Add("one", "two");
        await _time.RunAsync(slack.Seen(4));

        slack.Times.Should().Equal(0, 7, 8, 9);
        slack.Posts.Take(3).Select(post => post.Body).Distinct().Should().ContainSingle("it is the same message");
    }

    [Fact]
    public async Task A_Slack_out_of_order_is_asked_again_after_pauses_that_grow_to_a_bound_and_it_is_said_once()
    {
        using var slack = new SlackNetwork(
            _time, "500", "reset", "503", "502", "500", "reset", "reset", "reset", "ok");
        using var sender = await StartAsync(slack);

        Add("one", "two");
        await _time.RunAsync(slack.Seen(10));

        slack.Times.Should().Equal(0, 2, 6, 14, 30, 62, 126, 246, 366, 367);
        _log.Text.Split('\n').Select(line => line.Trim()).Should().Equal(
            "Slack accepts no notices for now: HTTP 500; they wait, trading does not",
            "Slack accepts notices again");
    }

    [Fact]
    public async Task A_Slack_that_hangs_is_left_after_the_time_limit_and_asked_again()
    {
        using var slack = new SlackNetwork(_time, "hangs");
        var limit = TimeSpan.FromMinutes(11); // which only Advance reaches: when it ends is up to this test
        using var sender = await StartAsync(slack, Patient with { AnswerLimit = limit });

        Add("one");
        await slack.Seen(1);
        _time.Advance(limit);
        await _time.RunAsync(slack.Seen(2));
        _time.Advance(limit);
        await _time.RunAsync(slack.Seen(3));

        slack.Times.Should().Equal(0, 662, 1326);
    }

    [Fact]
    public async Task A_refusal_is_said_once_in_one_line_and_turns_Slack_off()
    {
        using var slack = new SlackNetwork(_time, "error invalid_auth");
        using var refused = new FirstLine("Slack refuses");
        _logs.AddProvider(refused);
        using var sender = await StartAsync(slack);

        Add("one", "two");
        await _time.RunAsync(refused.Seen);
        Add("three");
        await _time.RunAsync(Done(sender.StopAsync(CancellationToken.None)));

        slack.Posts.Should().ContainSingle();
        _queue.Count.Should().Be(0);
        _log.Text.Trim().Should().Be("Slack refuses: invalid_auth; no more notices are sent");
    }

    [Fact]
    public async Task A_message_that_Slack_does_not_take_is_left_out_and_the_next_is_sent()
    {
        using var slack = new SlackNetwork(_time, "error invalid_blocks", "ok");
        using var sender = await StartAsync(slack);

        Add("one", "two");
        await _time.RunAsync(slack.Seen(2));

        _log.Text.Trim().Should().Be("Slack rejected the notice 'one': invalid_blocks");
    }

    [Fact]
    public async Task What_was_dropped_meanwhile_is_counted_in_the_next_message()
    {
        using var slack = new SlackNetwork(_time, "429 60", "ok");
        using var sender = await StartAsync(slack);

        Add("under way");
        await slack.Seen(1);
        Add("1", "2", "3", "4", "5", "6", "7");
        await _time.RunAsync(slack.Seen(3));

        slack.Posts[1].Body.Should().Contain("under way").And.NotContain("not sent");
        slack.Posts[2].Body.Should().Contain("\"text\":\"3\"").And.Contain("2 notices before this one were not sent");
    }

    [Fact]
    public async Task What_waits_at_the_end_is_still_sent()
    {
        using var slack = new SlackNetwork(_time, "ok");
        using var sender = await StartAsync(slack);

        Add("one", "two");
        await _time.RunAsync(Done(sender.StopAsync(CancellationToken.None)));

        slack.Posts.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_Slack_that_hangs_keeps_the_program_for_two_seconds_and_no_longer()
    {
        using var slack = new SlackNetwork(_time, "hangs");
        using var sender = await StartAsync(slack, Patient with { Farewell = new SlackTimes().Farewell });
        Add("one", "two", "three");
        await slack.Seen(1);

        await _time.RunAsync(Done(sender.StopAsync(CancellationToken.None)));

        (_time.GetUtcNow() - new ManualTime().GetUtcNow()).TotalSeconds.Should().Be(2);
        _log.Text.Trim().Should().Be("3 notices for Slack were not sent");
    }

    [Theory]
    [InlineData("reset", true)]
    [InlineData("reset", false)]
    [InlineData("403 invalid_token", true)]
    [InlineData("error invalid_auth", false)]
    [InlineData("404 no_service", true)]
    [InlineData("404 no_service", false)]
    [InlineData("400 TOKEN", true)]
    [InlineData("error TOKEN", false)]
    public async Task Neither_token_nor_webhook_is_in_a_log(string answer, bool isWebhook)
    {
        // Not in the test's own name, which the results show.
        var said = answer.Replace("TOKEN", SlackNetwork.Token, StringComparison.Ordinal);
        using var slack = new SlackNetwork(_time, said, "error invalid_auth");
        using var sender = await StartAsync(slack, isWebhook: isWebhook);

        Add("one");
        await _time.RunAsync(Done(sender.StopAsync(CancellationToken.None)));

        _log.Text.Should().Contain("Slack").And.NotContainEquivalentOf("canary");
    }

    public void Dispose()
    {
        _logs.Dispose();
        _log.Dispose();
    }

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    private async Task<SlackSender> StartAsync(SlackNetwork slack, SlackTimes? times = null, bool isWebhook = false)
    {
        var sender = new SlackSender(
            slack.Client(isWebhook), Options, _queue, _time, _logs.CreateLogger<SlackSender>(), times ?? Patient);
        await sender.StartAsync(CancellationToken.None);
        return sender;
    }

    private void Add(params string[] titles)
    {
        foreach (var title in titles)
            _queue.Add(new Notice(Severity.Info, title, DateTime.UnixEpoch));
    }
}
