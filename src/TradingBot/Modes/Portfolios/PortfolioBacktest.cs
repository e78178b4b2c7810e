using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Backtesting.Portfolios;
using TradingBot.Core.Engine;
using TradingBot.Input;
using TradingBot.Reports;
using TradingBot.Reports.Portfolios;

namespace TradingBot.Modes.Portfolios;

/// <summary>Trades history with several bots over one balance, then reports.</summary>
internal static class PortfolioBacktest
{
    /// <returns>The process's exit code.</returns>
    /// <exception cref="UserError">A bot has no data, or the report cannot be written.</exception>
    public static int Run(PortfolioOptions portfolio, TextWriter output, CancellationToken stop)
    {
        var data = new List<CandleData>();
        try
        {
            foreach (var member in portfolio.Bots)
                data.Add(At(member, () => CandleData.Open(member.Bot, member.Options)));
            return Run(portfolio, data, output, stop);
        }
        finally
        {
            data.ForEach(candles => candles.Dispose());
        }
    }

    private static int Run(
        PortfolioOptions portfolio, List<CandleData> data, TextWriter output, CancellationToken stop)
    {
        var run = new PortfolioRun(portfolio.Balance);
        var bots = portfolio.Bots.Zip(data, (member, candles) => TestedBot.Of(member, candles, run)).ToList();
        var complete = run.Run(stop);
        if (bots.Find(bot => bot.Bot.Run.Candles == 0) is { } idle)
            return complete ? throw idle.NothingInRange() : ExitCode.Interrupted;
        var report = new PortfolioReport
        {
            Run = run,
            Bots = [.. bots.Select(bot => bot.Report(complete))],
            Performance = PortfolioFigures.Of(run),
            Complete = complete,
        };
        PortfolioConsole.Write(output, report);
        if (portfolio.Output is { } directory)
            PortfolioFiles.Write(directory, report, output);
        var reasons = bots.ConvertAll(bot => Backtest.WhyNoTrade(bot.Bot.Run, bot.Setup));
        if (complete && reasons.TrueForAll(reason => reason is not null))
            throw new UserError($"{bots[0].Member.Place}: {reasons[0]}", ExitCode.Failed);
        return complete ? ExitCode.Success : ExitCode.Interrupted;
    }

    private static T At<T>(PortfolioMember member, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UserError wrong)
        {
            throw new UserError($"{member.Place}: {wrong.Message}", wrong.ExitCode);
        }
    }

    /// <summary>A bot of the run with its data.</summary>
    private sealed record TestedBot(PortfolioMember Member, CandleData Data, PortfolioBot Bot, EngineSetup Setup)
    {
        public static TestedBot Of(PortfolioMember member, CandleData data, PortfolioRun run)
        {
            var (definition, options) = (member.Bot.Definition, member.Options);
            var fills = new FillModel(options.Slippage, Backtest.FeesOf(definition, options));
            var setup = At(member, () => member.Bot.SetupOn(Backtest.FactsOf(definition, options, fills)));
            // As in every backtest: no order fails, and candles of the past are never late.
            var breakers = definition.Breakers with { OrderErrors = null, DataAge = null };
            return new TestedBot(
                member, data, run.Add(setup, fills, breakers, data.Candles, member.Bot.Strategy.WarmUp), setup);
        }

        public UserError NothingInRange()
        {
            var error = Data.NothingInRange(Setup.Timeframe, Member.Options);
            return new UserError($"{Member.Place}: {error.Message}", error.ExitCode);
        }

        public ReportedBot Report(bool complete)
        {
            var performance = Performance.Of(Bot.Run, Bot.Fills);
            return new ReportedBot(Member.Name, Bot, new BacktestReport
            {
                Setup = Setup,
                Fills = Bot.Fills,
                FillsGaps = Member.Options.FillsGaps,
                Run = Bot.Run,
                Performance = performance,
                AskedFor = complete ? Data.OtherThanAsked(Member.Options, performance.Start, performance.End) : null,
                DataName = Data.Name,
                MissingCandles = Data.MissingCandles,
                Complete = complete,
            });
        }
    }
}
