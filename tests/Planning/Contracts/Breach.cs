using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Contracts;

/// <summary>Proves that a contract can be broken.</summary>
internal static class Breach
{
    /// <summary>The contract holds in the plan of <c>prod</c>, and does not once that is changed.</summary>
    public static void IsSeen(Action<Plan> contract, Func<Plan, Plan> change)
    {
        var plan = CommittedPlans.Read("prod");
        contract(plan);
        Should.Throw<ShouldAssertException>(() => contract(change(plan)));
    }
}
