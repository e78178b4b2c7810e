using TradingBot.Tests.Faults;

namespace TradingBot.Benchmarks;

/// <summary>The bugs that <c>faults --plant</c> takes.</summary>
internal static class Plants
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Enum.GetValues<Plant>().Where(plant => plant != Plant.None).Select(plant => $"{plant}")];

    /// <param name="name">Of <see cref="Names"/>; null: nothing is planted.</param>
    public static Plant Named(string? name) => name is null ? Plant.None : Enum.Parse<Plant>(name);

    /// <summary>Prints each with what it does.</summary>
    public static void List()
    {
        foreach (var name in Names)
            Console.WriteLine($"{name,-22} {Words(Enum.Parse<Plant>(name))}");
    }

    private static string Words(Plant plant) => plant switch
    {
        Plant.BelieveBadGateway => "a gateway's 502 is taken as proof that the order does not exist",
        Plant.LookAtOpenOrdersOnly => "an order is looked for among the open ones only",
        Plant.RetryWrites => "an order that is not answered is sent again",
        Plant.BelieveLostCancels => "a cancel that is not answered counts as done (--order limit or post-only)",
        Plant.BelieveRefusedCopies => "the refusal of an order's copy is taken as proof that the order does not exist",
        Plant.ForgetIntents => "what was decided is stored after it was sent",
        _ => throw new ArgumentOutOfRangeException(nameof(plant), plant, "has no words"),
    };
}
