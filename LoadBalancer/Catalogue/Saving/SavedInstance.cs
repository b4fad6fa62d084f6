namespace Mesh.LoadBalancer.Catalogue.Saving;

/// <summary>An instance as it is kept.</summary>
/// <param name="Id">As <see cref="Instance.Id"/>.</param>
/// <param name="Address">As <see cref="Instance.Address"/>.</param>
/// <param name="Tags">As <see cref="Instance.Tags"/>.</param>
/// <param name="State">As <see cref="Instance.State"/>.</param>
/// <param name="Reason">As <see cref="Instance.Reason"/>.</param>
/// <param name="Weight">As <see cref="Instance.Weight"/>.</param>
internal sealed record SavedInstance(string Id, string Address, IReadOnlyList<string> Tags, InstanceState State, string? Reason, int Weight);
