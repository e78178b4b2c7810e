using System.Collections.Concurrent;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Faults;

/// <summary>
/// No order is doubled and none is lost, whatever happens between decision and fill. More seeds:
/// <c>dotnet run -c Release --project tests/TradingBot.Benchmarks -- faults --seeds N</c>; one seed: <c>faults --seed N</c>.
/// </summary>
public class FaultSeedTests
{
    private const int Seeds = 20_000;
    private const int SeedsOfResting = 10_000;
    private const int SeedsOnDisk = 200;

    private static readonly ParallelOptions OnEachCore = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    [Fact]
    public void Twenty_thousand_worlds_full_of_faults_double_and_lose_no_order() =>
        Failures(Plant.None, Seeds).Should().BeEmpty();

    [Theory]
    [InlineData(OrderStyle.Limit)]
    [InlineData(OrderStyle.PostOnly)]
    public void Nor_do_ten_thousand_worlds_of_orders_that_rest(OrderStyle style) =>
        Failures(Plant.None, SeedsOfResting, style).Should().BeEmpty();

    [Theory]
    [InlineData(OrderStyle.Limit)]
    [InlineData(OrderStyle.PostOnly)]
    public void Everything_that_befalls_an_order_that_rests_happens(OrderStyle style)
    {
        var census = new Dictionary<string, int>();
        for (var seed = 0; seed < 500; seed++)
        {
            var run = new FaultRun(seed, Plant.None, style);
            run.Run();
            foreach (var (what, count) in run.Census().Concat(run.CensusOfResting()))
                census[what] = census.GetValueOrDefault(what) + count;
        }

        if (style == OrderStyle.PostOnly)
            census.Remove("limit orders that traded at once").Should().BeTrue();
        census.Should().OnlyContain(row => row.Value > 0);
    }

    [Fact]
    public void A_cancel_whose_answer_was_lost_is_not_believed_or_two_thousand_worlds_tell() =>
        Enumerable.Range(0, 2000).Any(seed => new FaultRun(seed, Plant.BelieveLostCancels, OrderStyle.Limit).Run().Count > 0)
            .Should().BeTrue();

    [Fact]
    public void Every_kind_of_fault_happens()
    {
        var census = new Dictionary<string, int>();
        for (var seed = 0; seed < 500; seed++)
        {
            var run = new FaultRun(seed, Plant.None);
            run.Run();
            foreach (var (what, count) in run.Census())
                census[what] = census.GetValueOrDefault(what) + count;
        }

        census.Should().OnlyContain(row => row.Value > 0);
    }

    [Fact]
    public void Worlds_full_of_faults_are_survived_on_the_database_too()
    {
        var failures = new ConcurrentBag<string>();
        Parallel.For(0, SeedsOnDisk, OnEachCore, seed =>
        {
            using var here = TemporaryDirectory.InMemory();
            using var journal = new DiskJournal(here.Path, FaultRun.BotOf(seed));
            foreach (var failure in new FaultRun(seed, Plant.None, journal).Run())
                failures.Add($"seed {seed}: {failure}");
            if (!journal.Sessions.SelectMany(session => session.Events).SequenceEqual(journal.Committed))
                failures.Add($"seed {seed}: what is stored is not what was appended");
        });
        failures.Should().BeEmpty();
    }

    [Theory]
    [InlineData(Plant.BelieveBadGateway)]
    [InlineData(Plant.LookAtOpenOrdersOnly)]
    [InlineData(Plant.RetryWrites)]
    [InlineData(Plant.BelieveRefusedCopies)]
    [InlineData(Plant.ForgetIntents)]
    public void A_planted_bug_is_found_within_two_thousand_worlds(Plant plant) =>
        Enumerable.Range(0, 2000).Any(seed => new FaultRun(seed, plant).Run().Count > 0).Should().BeTrue();

    [Theory]
    [InlineData(199, 70, 10)]
    [InlineData(200, 69, 10)]
    [InlineData(200, 70, 9)]
    public void Worlds_in_which_too_little_happened_are_no_success(long orders, long unknowns, long doubles)
    {
        static IEnumerable<string> Missing(long orders, long unknowns, long doubles) => FaultMinimum.Missing(
            new Dictionary<string, long>
            {
                [FaultMinimum.Orders] = orders,
                [FaultMinimum.Unknowns] = unknowns,
                [FaultMinimum.DoubleArrivals] = doubles,
            },
            worlds: 100,
            hasResting: false);

        Missing(200, 70, 10).Should().BeEmpty();
        Missing(orders, unknowns, doubles).Should().ContainSingle().Which.Should().StartWith("nothing was tried: ");
    }

    internal static IReadOnlyList<string> Failures(Plant plant, int seeds, OrderStyle style = OrderStyle.Market)
    {
        var (guard, census) = (new Lock(), new Dictionary<string, long>());
        var failures = new ConcurrentBag<string>();
        var rests = style != OrderStyle.Market;
        Parallel.For(0, seeds, OnEachCore, seed =>
        {
            var run = new FaultRun(seed, plant, style);
            foreach (var failure in run.Run())
                failures.Add($"seed {seed}: {failure}");
            lock (guard)
            {
                foreach (var (what, count) in rests ? run.Census().Concat(run.CensusOfResting()) : run.Census())
                    census[what] = census.GetValueOrDefault(what) + count;
            }
        });
        return [.. failures.Order(StringComparer.Ordinal).Take(20), .. FaultMinimum.Missing(census, seeds, rests)];
    }
}
