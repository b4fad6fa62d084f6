global using Mesh.Tests.Kit;
