using TradingBot.Research.Inference;

namespace TradingBot.Tests.Research.Inference;

/// <summary>Two worlds whose truth is known, and many: what each figure of the guard says of noise.</summary>
public class ControlTests
{
    [Fact]
    public void The_noise_is_the_published_one_to_the_last_bit()
    {
        new[] { 0, 1, 2 }.Select(set => NoiseMatrix.Control.Series(set)[0]).Should()
            .Equal(-0.020019082052633835, 0.026670807321739574, 0.010377241897616631);
        NoiseMatrix.Control.Series(99)[999].Should().Be(-0.03136143791415741);
    }

    [Fact]
    public void Of_noise_the_best_looks_sure_by_itself_and_is_nothing_as_the_best_of_a_hundred()
    {
        var (trials, best, deflated) = Judge(NoiseMatrix.Control);

        trials.Best.Should().Be(37);
        best.Sharpe.Should().BeApproximately(0.09860767676194847, 1e-13);
        best.AnnualSharpe.Should().BeApproximately(1.8838970193410127, 1e-12);
        (trials.Deviation * trials.Deviation).Should().BeApproximately(0.0010865665926898481, 1e-15);
        ProbabilisticSharpe.Probability(best, 0).Should().BeApproximately(0.9989919243010283, 1e-12);
        deflated.ExpectedBest.Should().BeApproximately(0.08341654045313898, 1e-13);
        deflated.Probability.Should().BeApproximately(0.6828565462854439, 1e-11);
    }

    [Fact]
    public void A_planted_edge_is_found_and_survives_its_search()
    {
        var (trials, best, deflated) = Judge(NoiseMatrix.ControlWithEdge);

        trials.Best.Should().Be(17);
        best.Sharpe.Should().BeApproximately(0.1475162042005134, 1e-13);
        (trials.Deviation * trials.Deviation).Should().BeApproximately(0.0013072215866107208, 1e-15);
        ProbabilisticSharpe.Probability(best, 0).Should().BeApproximately(0.9999980821902404, 1e-12);
        deflated.ExpectedBest.Should().BeApproximately(0.09149526212227886, 1e-13);
        deflated.Probability.Should().BeApproximately(0.9603304475264381, 1e-11);
    }

    [Theory]
    [InlineData(8, 0.2857142857142857, 1.1498612298796143, 0.32857142857142857, -0.19996017644185504)]
    [InlineData(10, 0.32142857142857145, 0.7738908520823737, 0.3492063492063492, 0.19569903394390414)]
    [InlineData(16, 0.4291375291375291, 0.5433371916949894, 0.43745143745143744, 0.01599798057282841)]
    public void Of_noise_the_choice_is_overfitted_as_published(
        int blocks, double probability, double logit, double loss, double slope) =>
        Agree(BacktestOverfitting.Of(NoiseMatrix.Control, blocks), probability, logit, loss, slope);

    [Theory]
    [InlineData(8, 0.02857142857142857, 3.7628408665628617, 0.02857142857142857, -0.8045137668849063)]
    [InlineData(16, 0.08243978243978244, 3.4879644321979937, 0.08484848484848485, -0.10868578336082273)]
    public void With_an_edge_the_choice_is_overfitted_as_published(
        int blocks, double probability, double logit, double loss, double slope) =>
        Agree(BacktestOverfitting.Of(NoiseMatrix.ControlWithEdge, blocks), probability, logit, loss, slope);

    /// <summary>
    /// Published: 0.09 to 0.12 with three seeds and 2000 resamples each, 0.0005 to 0.001 with the edge.
    /// </summary>
    [Fact]
    public void Superior_ability_is_seen_where_it_is_and_not_in_noise()
    {
        var plan = new ResamplePlan(10, 2000, 1);

        var noise = SuperiorAbility.Of(NoiseMatrix.Control, new double[1000], plan);
        var edge = SuperiorAbility.Of(NoiseMatrix.ControlWithEdge, new double[1000], plan);

        noise.NotStudentized.Consistent.Should().BeInRange(0.08, 0.13);
        edge.NotStudentized.Consistent.Should().BeLessThan(0.004);
        (noise.Best, edge.Best).Should().Be((37, 17));
    }

    /// <summary>The alarm of many worlds: 50 sets of 300 days of nothing, of which the best is asked for.</summary>
    [Fact]
    public void In_most_worlds_of_noise_the_best_looks_sure_and_in_none_it_survives_its_search()
    {
        const int worlds = 40;
        var (sure, survived, overfitted) = (0, 0, 0.0);
        for (var world = 0; world < worlds; world++)
        {
            var noise = NoiseMatrix.Of(50, 300, 1000 + (ulong)world);
            var (_, best, deflated) = Judge(noise);
            sure += ProbabilisticSharpe.Probability(best, 0) > 0.95 ? 1 : 0;
            survived += deflated.Probability > 0.95 ? 1 : 0;
            overfitted += BacktestOverfitting.Of(noise, 8).Probability / worlds;
        }

        sure.Should().BeGreaterThan(worlds * 3 / 4);
        survived.Should().Be(0);
        overfitted.Should().BeInRange(0.35, 0.65); // 0.5 on average over worlds, far from it in many a world
    }

    /// <summary>The other side: an edge that is there must not be denied in every world.</summary>
    [Fact]
    public void In_most_worlds_a_large_edge_survives_its_search()
    {
        var survived = 0;
        for (var world = 0; world < 20; world++)
        {
            var (trials, _, deflated) = Judge(NoiseMatrix.Of(50, 1000, 2000 + (ulong)world, 0.005, 3));
            survived += trials.Best == 3 && deflated.Probability > 0.95 ? 1 : 0;
        }

        survived.Should().BeGreaterThan(15);
    }

    private static (TrialSharpes Trials, Moments Best, DeflatedSharpe Deflated) Judge(ReturnMatrix returns)
    {
        var trials = TrialSharpes.Of(returns);
        var best = Moments.Of(returns.Series(trials.Best));
        return (trials, best, DeflatedSharpe.Of(best, trials.Deviation, returns.Sets));
    }

    private static void Agree(
        BacktestOverfitting overfitting, double probability, double logit, double loss, double slope)
    {
        overfitting.Probability.Should().Be(probability);
        overfitting.ProbabilityOfLoss.Should().Be(loss);
        overfitting.MeanLogit.Should().BeApproximately(logit, 1e-11);
        overfitting.Slope.Should().BeApproximately(slope, 1e-11);
    }
}
