using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Backtesting.Fills.Recorded;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Backtesting.Fills.Recorded;

/// <summary>
/// Whatever is recorded, also nonsense, and whatever is ordered: no fill is better than the recording allows.
/// </summary>
public class RecordedMarketPropertyTests
{
    private const decimal BothPrices = 200;

    private static readonly QueueModel[] Models =
        [QueueModel.TradeThrough, QueueModel.RiskAverse, QueueModel.Proportional, QueueModel.Log, QueueModel.Power(3)];

    [Fact]
    public void An_order_is_filled_no_more_than_it_is_and_no_worse_than_at_its_limit() =>
        Prop.ForAll(Cases(), c =>
        {
            var answers = Play(c).ToList();
            for (var i = 0; i < c.Steps.Length; i++)
            {
                var step = c.Steps[i];
                var own = answers.Where(answer => answer.Order == i + 1).ToList();
                if (step.Kind != Kind.Order)
                {
                    own.Should().BeEmpty();
                    continue;
                }

                var fills = own.Where(answer => answer.Kind == OrderAnswerKind.Filled).ToList();
                fills.Sum(fill => fill.Volume).Should().BeLessOrEqualTo(step.Quantity);
                fills.Should().NotContain(fill => fill.Volume <= 0 || !IsAllowed(step, fill));
                foreach (var end in own.Where(IsEnd))
                {
                    own[^1].Should().Be(end, "nothing follows an end");
                    (end.Volume + fills.Sum(fill => fill.Volume)).Should().Be(step.Quantity);
                }
            }
        }).Check(Properties.FixedWith(500));

    [Fact]
    public void No_more_is_filled_than_is_traded_or_newly_offered_and_no_level_is_taken_twice() =>
        Prop.ForAll(Cases(), c =>
        {
            var levels = new Dictionary<(Side, decimal), decimal>();
            var taken = new Dictionary<(Side, decimal), decimal>();
            foreach (var (step, answers) in Steps(c))
            {
                var fills = answers.Where(answer => answer.Kind == OrderAnswerKind.Filled).ToList();
                foreach (var fill in fills.Where(fill => !fill.IsMaker))
                    Take(Opposite(c.Steps[fill.Order - 1].Side), fill.Price, fill.Volume);
                var made = fills.Where(fill => fill.IsMaker).Sum(fill => fill.Volume);
                var level = (step.Side, step.Price);
                if (step.Kind == Kind.Level)
                {
                    made.Should().BeLessOrEqualTo(Math.Max(0, step.Quantity - levels.GetValueOrDefault(level)));
                    (levels[level], taken[level]) = (step.Quantity, 0);
                    Take(step.Side, step.Price, made);
                }
                else
                {
                    made.Should().BeLessOrEqualTo(step.Kind == Kind.Trade ? step.Quantity : 0);
                }
            }

            void Take(Side side, decimal price, decimal volume)
            {
                taken[(side, price)] = taken.GetValueOrDefault((side, price)) + volume;
                taken[(side, price)].Should().BeLessOrEqualTo(levels.GetValueOrDefault((side, price)));
            }
        }).Check(Properties.FixedWith(500));

    [Fact]
    public void Answers_come_in_the_order_of_their_time_and_not_before_the_order_arrives() =>
        Prop.ForAll(Cases(), c =>
        {
            var answers = Play(c).ToList();
            answers.Should().BeInAscendingOrder(answer => answer.Time);
            foreach (var answer in answers)
            {
                answer.Time.Should().BeOnOrAfter(
                    Recording.At(c.Seconds((int)answer.Order - 1)) + Recording.Span(c.Entry));
                (answer.KnownAt - answer.Time).Should().Be(Recording.Span(c.Entry / 2));
            }
        }).Check(Properties.FixedWith(300));

    [Fact]
    public void The_mirrored_recording_gives_the_mirrored_fills() =>
        Prop.ForAll(Cases(), c =>
        {
            var mirrored = c with
            {
                Steps = [.. c.Steps.Select(s => s with { Side = Opposite(s.Side), Price = BothPrices - s.Price })],
            };

            Play(mirrored).Should().Equal(Play(c).Select(answer => answer.Price == 0
                ? answer
                : answer with { Price = BothPrices - answer.Price }));
        }).Check(Properties.FixedWith(300));

    [Fact]
    public void The_same_recording_gives_the_same_fills() =>
        Prop.ForAll(Cases(), c => Play(c).SequenceEqual(Play(c))).Check(Properties.FixedWith(50));

    private static bool IsAllowed(Step order, OrderAnswer fill) => order.Style == OrderStyle.Market
        ? !fill.IsMaker
        : fill.IsMaker ? fill.Price == order.Price
        : order.Side == Side.Buy ? fill.Price <= order.Price : fill.Price >= order.Price;

    private static bool IsEnd(OrderAnswer answer) =>
        answer.Kind is OrderAnswerKind.Cancelled or OrderAnswerKind.Refused or OrderAnswerKind.TooLarge;

    private static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    private static IEnumerable<OrderAnswer> Play(Case c) => Steps(c).SelectMany(step => step.Answers);

    private static IEnumerable<(Step Step, OrderAnswer[] Answers)> Steps(Case c)
    {
        var market = new RecordedMarket(Backtests.Bitcoin, depth: 20, c.Model);
        market.Restore([], Recording.At(0));
        var latency = Recording.Latency(c.Entry, c.Entry / 2);
        for (var i = 0; i < c.Steps.Length; i++)
        {
            var (step, time) = (c.Steps[i], Recording.At(c.Seconds(i)));
            var answers = Array.Empty<OrderAnswer>();
            if (step.Kind == Kind.Level)
                answers = market.Update(new LevelChange(step.Side, step.Price, step.Quantity), time).ToArray();
            else if (step.Kind == Kind.Trade)
                answers = market.Trade(step.Side, step.Price, step.Quantity, time).ToArray();
            else if (step.Kind == Kind.Order)
                market.Submit(RequestOf(step, i + 1), time, latency);
            else
                market.Cancel(Math.Max(1, i - step.Quantity), time, latency);
            yield return (step, answers);
        }

        yield return (
            new Step(Kind.Cancel, Side.Buy, 100, 0, 0, default), market.AdvanceTo(Recording.At(1_000)).ToArray());
    }

    private static OrderRequest RequestOf(Step step, int number) =>
        Recording.Request(number, step.Side, step.Quantity, step.Price, step.Style);

    private static Arbitrary<Case> Cases() => (
        from model in Gen.Elements(Models)
        from entry in Gen.Elements(0, 0.07, 0.3)
        from steps in AnyStep().ArrayOf(40)
        select new Case(model, entry, steps)).ToArbitrary();

    private static Gen<Step> AnyStep() =>
        from kind in Gen.Elements(Kind.Level, Kind.Level, Kind.Level, Kind.Trade, Kind.Trade, Kind.Order, Kind.Cancel)
        from side in Gen.Elements(Side.Buy, Side.Sell)
        from price in Gen.Choose(97, 103)
        from quantity in Gen.Choose(kind == Kind.Level ? 0 : 1, 9)
        from wait in Gen.Choose(0, 150)
        from style in Gen.Elements(OrderStyle.Market, OrderStyle.Limit, OrderStyle.Limit, OrderStyle.PostOnly)
        select new Step(kind, side, price, quantity, wait, style);

    private enum Kind
    {
        Level,
        Trade,
        Order,
        Cancel,
    }

    private sealed record Case(QueueModel Model, double Entry, Step[] Steps)
    {
        /// <summary>When a step is.</summary>
        public double Seconds(int step) => Steps[..(step + 1)].Sum(s => s.Wait) / 1_000.0;
    }

    /// <param name="Kind">What happens.</param>
    /// <param name="Side">Of the level, of the taker or of the order.</param>
    /// <param name="Price">Quote currency.</param>
    /// <param name="Quantity">Base units; of a cancellation, how many steps ago its order was.</param>
    /// <param name="Wait">Milliseconds since the step before.</param>
    /// <param name="Style">Of an order.</param>
    private sealed record Step(Kind Kind, Side Side, decimal Price, int Quantity, int Wait, OrderStyle Style);
}
