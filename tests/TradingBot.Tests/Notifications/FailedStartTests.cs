using TradingBot.Input;
using TradingBot.Notifications;
using TradingBot.Tests.Bots.Followers;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Notifications;

public sealed class FailedStartTests : IDisposable
{
    private const string Bot = "simulator-paper-XBTUSD-5-macd";
    private const string Source = "simulator-paper-XBTUSD-5-macd: paper, XBTUSD on simulator";

    private readonly TemporaryDirectory _here = new();
    private readonly NoticeQueue _notices = new(capacity: 10, Severity.Info);
    private readonly ManualTime _time = new();

    [Fact]
    public async Task It_says_whose_start_failed_and_why()
    {
        Start().Tell(new UserError("could not get the list of pairs from Kraken: no route to host"));

        var (notice, _) = (await _notices.TakeAsync(CancellationToken.None))!.Value;
        notice.Should().BeEquivalentTo(new Notice(Severity.Error, "Session could not start", _time.GetUtcNow().UtcDateTime)
        {
            Text = "could not get the list of pairs from Kraken: no route to host",
            Bot = Bot,
            Source = Source,
        }, options => options.Excluding(notice => notice.OnPosted));
    }

    [Fact]
    public async Task A_supervisor_that_starts_again_and_again_is_told_of_once_an_hour()
    {
        var posted = 0;
        for (var tries = 0; tries < 2 * 60 * 4; tries++)
        {
            Start().Tell(new UserError("no"));
            posted += await PostAsync();
            _time.Advance(TimeSpan.FromSeconds(15));
        }

        posted.Should().Be(2);
    }

    [Fact]
    public void What_nobody_could_read_is_told_again()
    {
        Start().Tell(new UserError("no network"));
        Start().Tell(new UserError("no network"));

        _notices.Count.Should().Be(2);
    }

    [Fact]
    public async Task After_a_start_the_next_failure_is_news()
    {
        Start().Tell(new UserError("no"));
        await PostAsync();
        Begin(Start());
        Start().Tell(new UserError("no"));

        _notices.Count.Should().Be(1);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_keeps_nobody_from_being_told()
    {
        var file = _here.Write("file", "");
        var start = new FailedStart(Bot, Source, Path.Combine(file, "bots"), _notices, _time);

        start.Tell(new UserError("no"));
        Begin(start);

        (await PostAsync()).Should().Be(1);
    }

    public void Dispose() => _here.Dispose();

    /// <summary>What Slack's sender does with all that waits.</summary>
    private async Task<int> PostAsync()
    {
        var count = 0;
        for (; _notices.Count > 0; count++)
            (await _notices.TakeAsync(CancellationToken.None))!.Value.Notice.OnPosted!();
        return count;
    }

    /// <summary>As each process makes it anew.</summary>
    private FailedStart Start() => new(Bot, Source, _here["bots"], _notices, _time);

    private static void Begin(FailedStart start) => FollowedTrader.Reporter(FollowedTrader.NewTrader(), start).Begin();
}
