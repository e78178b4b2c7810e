
namespace TradingBot.Exchanges.Contract.Answers;

/// <summary>An answer that is no success, in words.</summary>
public static class AnswerText
{
    public static string Of<T>(Answer<T> answer) => answer switch
    {
        Answer<T>.Rejected rejected => rejected.Error.Text,
        Answer<T>.Unknown unknown => unknown.Reason,
        Answer<T>.NotSent notSent => notSent.Reason,
        _ => "success",
    };
}
