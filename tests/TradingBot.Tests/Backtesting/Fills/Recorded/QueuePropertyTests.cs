using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Backtesting.Fills.Recorded;

namespace TradingBot.Tests.Backtesting.Fills.Recorded;

/// <summary>Whatever happens at a price level: a place in its queue stays possible.</summary>
public class QueuePropertyTests
{
    private static readonly QueueModel[] Models =
    [
        QueueModel.RiskAverse, QueueModel.Proportional, QueueModel.Log, QueueModel.Log2, QueueModel.Power(0.5),
        QueueModel.Power(3), QueueModel.Power2(2), QueueModel.Power3(2),
    ];

    [Fact]
    public void What_stands_ahead_is_never_below_zero_and_never_grows() =>
        Prop.ForAll(Cases(), c =>
        {
            var ahead = (decimal)c.Level;
            Play(c, c.Events, now =>
            {
                now.Should().BeInRange(0, ahead);
                ahead = now;
            });
        }).Check(Properties.FixedWith(500));

    [Fact]
    public void No_more_stand_ahead_than_the_level_holds_once_its_falls_are_settled() =>
        Prop.ForAll(Cases(), c =>
        {
            var later = new[] { new Event(IsTrade: false, c.Last, 10_000), new Event(IsTrade: true, 0, 10_000) };

            Play(c, [.. c.Events, .. later]).Ahead.Should().BeLessOrEqualTo(c.Last);
        }).Check(Properties.FixedWith(500));

    [Fact]
    public void No_more_comes_to_an_order_than_is_traded() =>
        Prop.ForAll(Cases(), c =>
            Play(c, c.Events).Filled <= c.Events.Where(e => e.IsTrade).Sum(e => (decimal)e.Quantity))
            .Check(Properties.FixedWith(500));

    /// <summary>
    /// Not so of steep models: where a trade leaves less ahead, they take much less of a cancellation from there.
    /// </summary>
    [Fact]
    public void A_larger_trade_brings_no_less_to_an_order() =>
        Prop.ForAll(Cases(), Gen.Choose(1, 60).ToArbitrary(), (c, more) =>
        {
            var trades = Enumerable.Range(0, c.Events.Length).Where(i => c.Events[i].IsTrade).ToList();
            if (trades.Count == 0)
                return;
            var larger = c.Events.ToArray();
            var index = trades[c.Level % trades.Count];
            larger[index] = larger[index] with { Quantity = larger[index].Quantity + more };
            foreach (var model in Models[..2])
            {
                var one = c with { Model = model };
                Play(one, larger).Filled.Should().BeGreaterOrEqualTo(Play(one, c.Events).Filled - 0.000_000_1m);
            }
        }).Check(Properties.FixedWith(500));

    [Fact]
    public void With_an_exponent_of_one_every_power_is_proportional() =>
        Prop.ForAll(Cases(), c =>
        {
            var expected = Play(c with { Model = QueueModel.Proportional }, c.Events).Ahead;
            foreach (var model in new[] { QueueModel.Power(1), QueueModel.Power2(1), QueueModel.Power3(1) })
                Play(c with { Model = model }, c.Events).Ahead.Should().BeApproximately(expected, 1e-9m);
        }).Check(Properties.FixedWith(200));

    [Fact]
    public void The_risk_averse_model_never_has_fewer_ahead_than_another() =>
        Prop.ForAll(Cases(), c => Play(c, c.Events).Ahead
            <= Play(c with { Model = QueueModel.RiskAverse }, c.Events).Ahead + 0.000_000_1m)
            .Check(Properties.FixedWith(500));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_exponent_is_a_finite_number_above_zero(double exponent)
    {
        foreach (var make in new Func<double, QueueModel>[] { QueueModel.Power, QueueModel.Power2, QueueModel.Power3 })
            make.Invoking(m => m(exponent)).Should().Throw<ArgumentOutOfRangeException>();
    }

    /// <param name="c">Model and level.</param>
    /// <param name="events">In their order.</param>
    /// <param name="look">Sees after each event what stands ahead.</param>
    /// <returns>What stands ahead at the end, and what has come to the order.</returns>
    private static (decimal Ahead, decimal Filled) Play(Case c, Event[] events, Action<decimal>? look = null)
    {
        var (queue, filled, at) = (new QueuePosition(c.Model, c.Pairing), 0m, 0);
        queue.Join(c.Level);
        foreach (var e in events)
        {
            at += e.Wait;
            if (e.IsTrade)
                filled += queue.Trade(e.Quantity, e.Quantity, Recording.At(at / 1_000.0));
            else
                queue.Update(e.Quantity, Recording.At(at / 1_000.0));
            look?.Invoke(queue.Ahead!.Value);
        }

        return (queue.Ahead!.Value, filled);
    }

    private static Arbitrary<Case> Cases() => (
        from model in Gen.Elements(Models)
        from pairing in Gen.Elements(0, 50, 100)
        from level in Gen.Choose(0, 60)
        from events in Events().ArrayOf(25)
        select new Case(model, TimeSpan.FromMilliseconds(pairing), level, events)).ToArbitrary();

    private static Gen<Event> Events() =>
        from isTrade in Gen.Elements(true, false)
        from quantity in Gen.Choose(0, isTrade ? 25 : 60)
        from wait in Gen.Choose(0, 120)
        select new Event(isTrade, quantity, wait);

    private sealed record Case(QueueModel Model, TimeSpan Pairing, int Level, Event[] Events)
    {
        /// <summary>What rests at the price at the end.</summary>
        public int Last => Events.LastOrDefault(e => !e.IsTrade, new Event(false, Level, 0)).Quantity;
    }

    /// <summary>A trade of a quantity, or a level that has it from then on.</summary>
    /// <param name="IsTrade">True for a trade.</param>
    /// <param name="Quantity">Base units.</param>
    /// <param name="Wait">Milliseconds since the event before.</param>
    private sealed record Event(bool IsTrade, int Quantity, int Wait);
}
