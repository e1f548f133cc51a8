{
  'targets': [{
    'target_name': 'figsift',
    'type': 'none',
    'actions': [{
      'action_name': 'cmake',
      'inputs': ['CMakeLists.txt'],
      'outputs': ['build/cmake/never'],
      'action': [
        'node', 'node_modules/cmake-js/bin/cmake-js', 'compile', '--log-level', 'warn', '--config', 'Release',
        '--out', 'build/cmake', '--CDFIGSIFT_OUTPUT=build/Release',
      ],
    }],
  }],
}
