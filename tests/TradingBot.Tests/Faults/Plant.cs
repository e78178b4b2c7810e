namespace TradingBot.Tests.Faults;

/// <summary>A bug put into the world on purpose: the checks must find it.</summary>
public enum Plant
{
    None,

    /// <summary>A gateway's 502 is taken as proof that the order does not exist.</summary>
    BelieveBadGateway,

    /// <summary>An order is looked for among the open ones only.</summary>
    LookAtOpenOrdersOnly,

    /// <summary>An order that is not answered is sent again.</summary>
    RetryWrites,

    /// <summary>A cancel that is not answered counts as done.</summary>
    BelieveLostCancels,

    /// <summary>The refusal of an order's copy is taken as proof that the order does not exist.</summary>
    BelieveRefusedCopies,

    /// <summary>What was decided is stored after it was sent.</summary>
    ForgetIntents,
}
