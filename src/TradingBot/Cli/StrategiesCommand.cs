using System.CommandLine;
using TradingBot.Core.Strategies;

namespace TradingBot.Cli;

/// <summary><c>strategies list</c> and <c>strategies show NAME</c>.</summary>
internal static class StrategiesCommand
{
    public static Command Create(TextWriter output)
    {
        var list = new Command("list", "Every strategy in a line.");
        list.SetAction(_ => List(output));
        var name = new Argument<string>("NAME") { Description = "a strategy of 'strategies list'" };
        var show = new Command("show", "A strategy's parameters, their defaults and ranges.") { name };
        show.SetAction(parsed => Show(parsed.GetValue(name)!, output));
        return new Command("strategies", "The trading rules there are.") { list, show };
    }

    private static int List(TextWriter output)
    {
        foreach (var strategy in StrategyCatalog.All)
            output.WriteLine($"{strategy.Name,-12}{strategy.Summary}");
        return ExitCode.Success;
    }

    private static int Show(string name, TextWriter output)
    {
        var strategy = OptionValues.Strategy(name);
        output.WriteLine($"{strategy.Name}: {strategy.Summary}");
        output.WriteLine();
        output.WriteLine($"{"--set",-16}{"default",-10}{"allowed",-42}meaning");
        foreach (var parameter in strategy.Parameters)
            output.WriteLine($"{parameter.Name,-16}{parameter.Default,-10}{parameter.Allowed,-42}{parameter.Help}");
        return ExitCode.Success;
    }
}
