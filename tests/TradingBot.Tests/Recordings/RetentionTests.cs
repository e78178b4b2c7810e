using TradingBot.Data.Recordings.Checks;
using TradingBot.Data.Recordings.Manifests;

namespace TradingBot.Tests.Recordings;

public sealed class RetentionTests : IDisposable
{
    private static readonly DateOnly First = new(2026, 11, 20);

    private readonly SealedHours _hours = new();

    /// <summary>Four days, one hour of each.</summary>
    public RetentionTests()
    {
        var market = new TestMarket(1);
        for (var day = 0; day < 4; day++)
        {
            _hours.Say(market.Snapshot(), market.Update(), market.Trades(3));
            _hours.Seal();
            _hours.Test.Time.Advance(TimeSpan.FromHours(23));
        }
    }

    [Fact]
    public void Days_that_are_too_old_go_whole()
    {
        Prune(new RetentionLimits(2, null)).Should().Equal(First, First.AddDays(1));

        Days().Should().Equal(First.AddDays(2), First.AddDays(3));
        Directory.GetFiles(_hours.Folder.Root, "*.parquet", SearchOption.AllDirectories).Should().HaveCount(6);
        Directory.GetDirectories(_hours.Folder.Root, "date=2026-11-20", SearchOption.AllDirectories).Should().BeEmpty();
        _hours.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void By_size_the_oldest_days_go_until_the_rest_fits()
    {
        var total = Manifest.Read(_hours.Folder).Segments.Sum(segment => segment.Line.Bytes);

        Prune(new RetentionLimits(null, total)).Should().BeEmpty();
        Prune(new RetentionLimits(null, total - 1)).Should().Equal(First);
        Days().Should().HaveCount(3);
    }

    [Fact]
    public void The_newest_day_stays_in_any_case()
    {
        Prune(new RetentionLimits(1, 0));

        Days().Should().Equal(First.AddDays(3));
    }

    [Fact]
    public void Nothing_goes_that_a_follower_has_not_seen() =>
        Prune(new RetentionLimits(1, null), needed: First.AddDays(1)).Should().Equal(First);

    [Fact]
    public void Without_limits_everything_stays() => Prune(new RetentionLimits(null, null)).Should().BeEmpty();

    [Fact]
    public void A_kill_between_the_manifest_and_the_files_is_made_good_by_the_next_call()
    {
        var manifest = Manifest.Read(_hours.Folder);
        var day = manifest.Segments.Where(segment => segment.Name.Hour.Day == First).ToList();
        manifest.Append(day.ConvertAll(segment =>
            new ManifestLine { Path = segment.Name.Path, IsRemoved = true, Previous = "" }));
        _hours.Verify().Findings.Should().HaveCount(3)
            .And.OnlyContain(finding => finding.What == "is not in the manifest");

        Prune(new RetentionLimits(null, null));

        _hours.Verify().Findings.Should().BeEmpty();
    }

    public void Dispose() => _hours.Dispose();

    private IReadOnlyList<DateOnly> Prune(RetentionLimits limits, DateOnly? needed = null) =>
        new Retention(_hours.Folder).Prune(limits, First.AddDays(4), needed);

    private IEnumerable<DateOnly> Days() =>
        Manifest.Read(_hours.Folder).Segments.Select(segment => segment.Name.Hour.Day).Distinct();
}
