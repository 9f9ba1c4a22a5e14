namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>Who somebody is to the user pool, as the load balancer vouches for it.</summary>
/// <param name="Subject">The claim <c>sub</c>: never given to another person and never changed, 1 to 255 characters.</param>
/// <param name="Email">A verified e-mail address, as the user pool spells it, 3 to 254 characters.</param>
public sealed record ExternalIdentity(string Subject, string Email);
